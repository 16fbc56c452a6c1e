using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading.Yaml;
using NlSql.SemanticModel.Validation;

namespace NlSql.SemanticModel.Reading.Files;

/// <summary>insights.yaml → what is worth noticing.</summary>
internal static class InsightsFile
{
    public static IReadOnlyList<InsightDefinition> Read(MapReader file)
    {
        var insights = file.Named("insights").Select(i => Insight(i.Name.Text, i.Fields)).ToList();
        file.Done();
        return insights;
    }

    private static InsightDefinition Insight(string name, MapReader fields)
    {
        var insight = new InsightDefinition
        {
            Name = name,
            Title = fields.Text("title") ?? NameWords.Label(name),
            Description = fields.Text("description") ?? "",
            Severity = fields.Word<InsightSeverity>("severity") ?? InsightSeverity.Info,
            Metric = fields.Text("metric"),
            By = fields.Texts("by"),
            Segment = fields.Text("segment"),
            Time = Time(fields),
            Grain = fields.Word<TimeGrain>("grain"),
            Compare = fields.Text("compare"),
            Detector = Detector(fields),
            Sql = fields.Text("sql"),
            Explain = fields.Text("explain") ?? "",
            Drivers = fields.Text("drivers"),
            Cooldown = fields.Text("cooldown"),
            Schedule = fields.Text("schedule"),
        };
        fields.Done();
        return insight;
    }

    private static TimeFilter? Time(MapReader fields)
    {
        if (fields.Node("time") is not { } node)
            return null;
        try
        {
            return YamlJson.Of(node).Deserialize<TimeFilter>(SemanticQueryJson.Options);
        }
        catch (JsonException exception)
        {
            fields.Problems.Add(node, PluginProblemCodes.WrongValue, exception.Message);
            return null;
        }
    }

    // change, or {kind: change, min_change_pct: 5}
    private static DetectorDefinition? Detector(MapReader fields)
    {
        switch (fields.Node("detector"))
        {
            case null:
                return null;
            case YamlScalar only:
                return fields.WordOf<DetectorKind>(only, "detector") is { } kind ? new DetectorDefinition(kind, new Dictionary<string, decimal>()) : null;
            default:
                var detector = fields.Child("detector");
                if (detector is null)
                    return null;
                var word = detector.RequiredWord<DetectorKind>("kind");
                var parameters = DetectorParameters.Names
                    .Select(name => (Name: name, Number: detector.Number(name)))
                    .Where(p => p.Number is not null)
                    .ToDictionary(p => p.Name, p => p.Number!.Value);
                detector.Done();
                return new DetectorDefinition(word, parameters);
        }
    }
}
