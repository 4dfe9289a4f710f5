using System.Diagnostics;
using System.Text;
using Vardbro.Storage.Register;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>The register's store under stress: two at once, no room, damage, a program cut off.</summary>
public sealed class RegisterStoreTests : IDisposable
{
    private readonly RegisterFolder register = new();

    public void Dispose() => register.Dispose();

    [Fact]
    public async Task Two_programs_with_the_same_month_at_once_both_get_an_answer_and_one_of_them_stands()
    {
        var one = register.Write(RegisterRows.File(3000), "one.csv");
        var two = register.Write(RegisterRows.File(3001), "two.csv");
        var ran = await Task.WhenAll(new[] { one, two, one, two }.Select(f => Task.Run(() => register.ImportAlone(f))));
        Assert.All(ran, r => Assert.Equal((0, ""), (r.Code, r.Error)));
        var history = register.Store.History(RegisterFolder.Home, RegisterFolder.August).Value;
        Assert.InRange(history.Length, 2, 4);
        Assert.Equal(register.Batch, history[^1].Batch);
        Assert.Contains(register.Store.LoadLinked(register.Batch!).Value.Batch.Count, new[] { 3000, 3001 });
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(register.Data, "register", "staging")));
    }

    // A limit on how large a file the process may write stands for a disk that fills up: the same call fails, in the same place.
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(300)]
    public void A_disk_that_fills_up_leaves_the_month_as_it_was(int blocks)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(3), "before.csv")).Code);
        var (before, files) = (register.Batch, register.Files);
        var arguments = register.Arguments(register.Write(RegisterRows.File(4000))).Append("--rules").Append(TheProgram.RulesFolder);
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"trap '' XFSZ; ulimit -f {blocks}; exec dotnet \"$@\"");
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "vardbro.dll")).Prepend("bash"))
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // which would need a large file of its own
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.StartsWith("VB4006 ", error, StringComparison.Ordinal);
        Assert.Equal((4, before), (process.ExitCode, register.Batch));
        Assert.Equal(files, register.Files);
        Assert.Equal(0, register.Import(register["file.csv"]).Code);
    }

    [Fact]
    public void A_damaged_batch_is_refused_and_mended_by_its_own_file()
    {
        var file = register.Write(RegisterRows.File(20));
        Assert.Equal(0, register.Import(file).Code);
        var path = Path.Combine(register.Data, "register", "batches", register.Batch + ".vbb");
        var sound = File.ReadAllBytes(path);
        foreach (var damage in new Func<byte[], byte[]>[] { b => b[..^1], b => [], b => [.. b, 0], b => [.. b[..100], (byte)(b[100] ^ 1), .. b[101..]] })
        {
            File.WriteAllBytes(path, damage(sound));
            Assert.Equal("VB4001", register.Store.Load(register.Batch!).Refusal?.Number);
        }

        Assert.Equal(0, register.Import(file).Code);
        Assert.Equal(sound, File.ReadAllBytes(path));
        Assert.Equal(20, register.Store.Load(register.Batch!).Value.Count);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../../register.db")]
    [InlineData("")]
    public void A_batch_that_is_not_there_is_refused(string id)
    {
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(2))).Code);
        Assert.Equal("VB2136", register.Store.Load(id).Refusal?.Number);
    }

    [Fact]
    public void A_damaged_log_is_refused_and_left()
    {
        Directory.CreateDirectory(Path.Combine(register.Data, "register"));
        var log = Path.Combine(register.Data, "register", "register.db");
        File.WriteAllText(log, new string('x', 5000));
        foreach (var ran in new[] { register.Run("register", "status"), register.Import(register.Write(RegisterRows.File(2))) })
        {
            Assert.Equal(4, ran.Code);
            Assert.StartsWith("VB4001 ", ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal(new string('x', 5000), File.ReadAllText(log));
    }

    [Fact]
    public void What_a_program_that_was_cut_off_left_is_cleared_away_and_what_is_held_is_not()
    {
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(2))).Code);
        var staging = Path.Combine(register.Data, "register", "staging");
        var (left, held, fresh) = (Path.Combine(staging, "left.vbb"), Path.Combine(staging, "held.vbb"), Path.Combine(staging, "fresh.vbb"));
        foreach (var file in new[] { left, held, fresh })
            File.WriteAllText(file, "half");
        File.SetLastWriteTimeUtc(left, RegisterFolder.Now.UtcDateTime.AddHours(-1));
        File.SetLastWriteTimeUtc(held, RegisterFolder.Now.UtcDateTime.AddHours(-1));
        File.SetLastWriteTimeUtc(fresh, RegisterFolder.Now.UtcDateTime);
        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(0, register.Import(register.Write(RegisterRows.File(3))).Code);
        Assert.Equal((false, true, true), (File.Exists(left), File.Exists(held), File.Exists(fresh)));
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(register.Data, "not a folder");
        var ran = register.Import(register.Write(RegisterRows.File(2)));
        Assert.Equal(4, ran.Code);
        Assert.StartsWith("VB4006 ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_the_log_is_as_it_was_written()
    {
        var remark = RegisterRows.Text([.. Enumerable.Range(1, 30).Select(n => RegisterRows.Row(n, (RegisterField.Sex, n < 4 ? "x" : "1")))]);
        Assert.Equal(0, register.Import(register.Write(remark)).Code);
        var import = register.Store.Pointer(RegisterFolder.Home, RegisterFolder.August).Value!;
        Assert.Equal(
            (1L, RegisterFolder.Now, Verdict.AcceptedWithRemarks, Encoding.UTF8.GetByteCount(remark), false, 3L),
            (import.Number, import.At, import.Verdict, (int)import.Bytes, import.Packed, import.Count.ByRule[RowRule.SexUnknown]));
        Assert.Equal((30L, 30L, 0L, 0L, 3L), (import.Count.Rows, import.Count.Waiting, import.Count.Completed, import.Count.Errors, import.Count.Remarked));
    }
}
