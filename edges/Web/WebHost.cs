using Vardbro.Funding;
using Vardbro.Storage;
namespace Vardbro.Web;
public sealed record WebSettings(RuleBook Rules, Store? Store, TimeProvider Clock, int Port);
public static class WebHost
{
    public static WebApplication Build(WebSettings settings)
    {
        var b = WebApplication.CreateSlimBuilder();
        b.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        return b.Build();
    }
}
