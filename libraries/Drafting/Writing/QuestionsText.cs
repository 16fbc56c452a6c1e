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
            lines.Add(1, $"{pack.Name}:");
            lines.Add(2, "title", YamlText.Of(pack.Title));
            lines.Add(2, "description", YamlText.Of(pack.Description));
            lines.Add(2, "questions:");
            foreach (var question in pack.Questions)
                Question(lines, question);
        }

        return lines.ToString();
    }

    private static void Question(YamlLines lines, VerifiedQuestion question)
    {
        lines.Add(3, $"- ask: {YamlText.Of(question.Ask)}");
        var declared = question.Slots.Where(s => s.Column is not null).Select(s => (s.Name, YamlText.Of(s.Column!))).ToList();
        if (declared.Count > 0)
            lines.Add(4, "slots", YamlText.Of(declared));
        lines.Add(4, "query:");
        foreach (var (key, value) in JsonNode.Parse(question.Query!.Json)!.AsObject())
            lines.Add(5, key, YamlText.Of(value));
        if (question.Suggest)
            lines.Add(4, "suggest: true");
        lines.Blank();
    }
}
