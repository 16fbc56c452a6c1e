using System.Text.Json.Nodes;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Writing;

/// <summary>questions.yaml.</summary>
internal static class QuestionsText
{
    public static string Of(ModelDefinition model)
    {
        var lines = new YamlLines();
        lines.Add(0, "packs:");
        foreach (var pack in model.QuestionPacks)
        {
            lines.Add(1, $"{YamlText.Of(pack.Name)}:");
            lines.Text(2, "title", pack.Title);
            lines.Words(2, "description", pack.Description);
            lines.Add(2, "questions:");
            foreach (var question in pack.Questions)
                Question(lines, question);
        }

        return lines.ToString();
    }

    private static void Question(YamlLines lines, VerifiedQuestion question)
    {
        lines.Add(3, $"- ask: {YamlText.Of(question.Ask)}");
        var slots = question.Slots.Select(s => (YamlText.Of(s.Name), s.Kind == SlotKind.WholeNumber ? "whole_number" : YamlText.Of(s.Column ?? ""))).ToList();
        if (slots.Count > 0)
            lines.Add(4, "slots", YamlText.Of(slots));
        if (question.Query is { } query)
            Query(lines, JsonNode.Parse(query.Json)!);
        lines.Text(4, "sql", question.Sql);
        lines.Text(4, "verified_by", question.VerifiedBy);
        lines.Add(4, "verified_at", question.VerifiedAt is { } day ? $"{day:yyyy-MM-dd}" : null);
        if (question.Suggest)
            lines.Add(4, "suggest: true");
        if (question.Expect is { } expect)
            Expect(lines, expect);
        lines.Blank();
    }

    private static void Query(YamlLines lines, JsonNode query)
    {
        if (query is not JsonObject map || map.Count == 0)
        {
            lines.Add(4, "query", YamlText.Of(query));
            return;
        }

        lines.Add(4, "query:");
        foreach (var (key, value) in map)
            lines.Add(5, YamlText.Of(key), YamlText.Of(value));
    }

    private static void Expect(YamlLines lines, ExpectedRows expect)
    {
        lines.Add(4, "expect:");
        lines.Add(5, "as_of", expect.AsOf is { } day ? $"{day:yyyy-MM-dd}" : null);
        if (expect.Slots.Count > 0)
            lines.Add(5, "slots", YamlText.Of(expect.Slots.Select(s => (YamlText.Of(s.Key), YamlText.Of(s.Value)))));
        lines.Add(5, expect.Rows.Count == 0 ? "rows: []" : "rows:");
        foreach (var row in expect.Rows)
            lines.Add(6, $"- {YamlText.List(row.Select(cell => YamlText.Of(JsonNode.Parse(cell.GetRawText()))))}");
    }
}
