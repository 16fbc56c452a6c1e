using System.Globalization;
using System.Text.Json.Nodes;
using NlSql.Query.Narration;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Charts;

/// <summary>
/// Result → Vega-Lite specification, where a picture helps. The templates are closed: data are inline values under fixed field names,
/// and nothing from data or model ever becomes an address or an expression.
/// </summary>
public static class ChartBuilder
{
    private const int MostPoints = 500;
    private const int MostBars = 40;
    private const int MostSeries = 12;

    /// <summary>The specification; null when a picture would not help.</summary>
    public static JsonObject? Build(ResultTable result)
    {
        var metrics = Indexes(result, OutputRole.Metric);
        var dimensions = Indexes(result, OutputRole.Dimension);
        if (metrics.Count == 0 || dimensions.Count is 0 or > 2 || result.Rows.Count is < 2 or > MostPoints)
            return null;

        var metric = metrics[0];
        if (result.Columns[metric].Type is not (ColumnType.Integer or ColumnType.Decimal))
            return null;
        var time = dimensions.FindIndex(d => IsTime(result.Columns[d]));
        var x = time >= 0 ? dimensions[time] : dimensions[0];
        int? series = dimensions.Count == 2 ? dimensions.First(d => d != x) : null;
        if (series is { } s && result.Rows.Select(r => r[s]).Distinct().Count() > MostSeries)
            return null;
        if (time >= 0)
            return Specification(result, "line", x, metric, series);
        return result.Rows.Select(r => r[x]).Distinct().Count() <= MostBars ? Specification(result, "bar", x, metric, series) : null;
    }

    private static List<int> Indexes(ResultTable result, OutputRole role) =>
        [.. Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Role == role)];

    private static bool IsTime(OutputColumn column) => column.Grain is not null || column.Type is ColumnType.Date or ColumnType.Timestamp;

    private static JsonObject Specification(ResultTable result, string mark, int x, int y, int? series)
    {
        var values = new JsonArray();
        foreach (var row in result.Rows)
        {
            var point = new JsonObject { ["x"] = Category(row[x], result.Columns[x]), ["y"] = ValueText.AsNumber(row[y]) };
            if (series is { } s)
                point["series"] = Category(row[s], result.Columns[s]);
            values.Add(point);
        }

        var (across, up) = (result.Columns[x], result.Columns[y]);
        var measure = new JsonObject { ["field"] = "y", ["type"] = "quantitative", ["title"] = Title(up) };
        if (up.IsRatio)
            measure["axis"] = new JsonObject { ["format"] = ".1%" };
        var encoding = new JsonObject();
        if (mark == "line")
        {
            encoding["x"] = new JsonObject { ["field"] = "x", ["type"] = "temporal", ["title"] = across.Label };
            encoding["y"] = measure;
        }
        else
        {
            // Horizontal bars keep the order of the rows and leave room for long names.
            encoding["x"] = measure;
            encoding["y"] = new JsonObject { ["field"] = "x", ["type"] = "nominal", ["title"] = across.Label, ["sort"] = null };
        }

        if (series is { } split)
            encoding["color"] = new JsonObject { ["field"] = "series", ["type"] = "nominal", ["title"] = result.Columns[split].Label };
        JsonNode shape = mark == "line" ? new JsonObject { ["type"] = "line", ["point"] = true } : JsonValue.Create("bar");
        return new JsonObject
        {
            ["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json",
            ["data"] = new JsonObject { ["values"] = values },
            ["mark"] = shape,
            ["encoding"] = encoding,
        };
    }

    private static string Title(OutputColumn column) => column switch
    {
        { Unit: "currency", Currency: { } currency } => $"{column.Label} ({currency})",
        { Unit: null or "count" or "percent" or "currency" } => column.Label,
        _ => $"{column.Label} ({column.Unit})",
    };

    private static string? Category(object? value, OutputColumn column) => value switch
    {
        null => null,
        // Days of the week and months of the year have names.
        long or int when column.Unit is "day_of_week" or "month" => ValueText.Of(value, column),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
