using System.Globalization;
using System.Text;
using Vardbro.Results;

namespace Vardbro.Storage.Results;

/// <summary>Figures written as the file that <c>settle --indicators</c> reads: what was pinned can be taken away and settled again.</summary>
public static class FiguresFile
{
    /// <summary>The file, in the order of indicator, month and region; what is missing is left out.</summary>
    public static byte[] Of(Scheme scheme, IndicatorValues values)
    {
        var text = new StringBuilder("indicator,region_id,month,numerator,denominator\n");
        for (var indicator = 0; indicator < scheme.Indicators.Length; indicator++)
        {
            for (var month = 0; month < values.Months; month++)
            {
                for (var region = 0; region < values.Regions.Length; region++)
                {
                    Line(scheme.Indicators[indicator].Id, values.First.Plus(month).ToString(), indicator, month, region);
                }
            }
        }

        for (var condition = 0; condition < scheme.Conditions.Length; condition++)
        {
            for (var region = 0; region < values.Regions.Length; region++)
            {
                Line(scheme.Conditions[condition].Id, "", scheme.Indicators.Length + condition, 0, region);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(string id, string month, int place, int at, int region)
        {
            if (values[place, at, region] is { Known: true } figure)
            {
                text.Append(CultureInfo.InvariantCulture, $"{id},{values.Regions[region]},{month},{figure.Numerator},{figure.Denominator}\n");
            }
        }
    }
}
