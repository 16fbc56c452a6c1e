using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>How much a plugin may hold: what a question costs grows with it.</summary>
internal sealed class SizeRule : IModelRule
{
    private const int MaxTables = 50;
    private const int MaxColumns = 500;
    private const int MaxMetrics = 200;
    private const int MaxQuestions = 500;
    private const int MaxInsights = 100;

    public void Check(ModelCheck check)
    {
        var model = check.Model;
        AtMost(check, MaxTables, model.Tables.Count, "tables", PluginFile.Schema, ["tables"]);
        foreach (var table in model.Tables)
            AtMost(check, MaxColumns, table.Columns.Count, "columns", PluginFile.Schema, ["tables", table.Name, "columns"]);
        AtMost(check, MaxMetrics, model.Metrics.Count, "metrics", PluginFile.Metrics, ["metrics"]);
        AtMost(check, MaxQuestions, model.QuestionPacks.Sum(p => p.Questions.Count), "questions", PluginFile.Questions, ["packs"]);
        AtMost(check, MaxInsights, model.Insights.Count, "insights", PluginFile.Insights, ["insights"]);
    }

    private static void AtMost(ModelCheck check, int limit, int count, string what, string file, IReadOnlyList<string> path)
    {
        if (count > limit)
            check.Add(file, path, PluginProblemCodes.TooMany, $"There are {count} {what}; at most {limit} are allowed.");
    }
}
