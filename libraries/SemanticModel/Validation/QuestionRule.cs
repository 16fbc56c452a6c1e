using System.Text.RegularExpressions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Verified questions: phrasings, slots, names in the query, width of the expected rows.</summary>
internal sealed partial class QuestionRule : IModelRule
{
    private const int MaxPhrasing = 500;

    public void Check(ModelCheck check)
    {
        var phrasings = new HashSet<string>();
        foreach (var pack in check.Model.QuestionPacks)
        {
            for (var i = 0; i < pack.Questions.Count; i++)
            {
                var question = pack.Questions[i];
                string[] path = ["packs", pack.Name, "questions", $"{i}"];
                Phrasings(check, question, path, phrasings);
                Slots(check, question, path);
                Query(check, question, path);
            }
        }
    }

    [GeneratedRegex(@"\{([a-z][a-z0-9_]{0,62})\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slot();

    /// <summary>Names of the slots in a text, each once.</summary>
    internal static IReadOnlyList<string> SlotsIn(string text) => [.. Slot().Matches(text).Select(m => m.Groups[1].Value).Distinct()];

    private static void Phrasings(ModelCheck check, VerifiedQuestion question, string[] path, HashSet<string> phrasings)
    {
        foreach (var ask in question.Ask)
        {
            if (ask.Length > MaxPhrasing || string.IsNullOrWhiteSpace(ask))
                check.Add(PluginFile.Questions, [.. path, "ask"], PluginProblemCodes.WrongValue, $"A phrasing has 1 to {MaxPhrasing} characters.");
            else if (!phrasings.Add(Phrases.Normalise(ask)))
                check.Add(PluginFile.Questions, [.. path, "ask"], PluginProblemCodes.Clash, $"'{ask}' is asked twice.");
        }
    }

    private static void Slots(ModelCheck check, VerifiedQuestion question, string[] path)
    {
        var declared = question.Slots.Select(s => s.Name).ToHashSet();
        foreach (var slot in question.Slots.Where(s => s.Kind == SlotKind.Value))
        {
            if (check.QualifiedColumn(slot.Column ?? "", PluginFile.Questions, [.. path, "slots", slot.Name]) is { } found && check.IsHidden(found.Table, found.Column))
                Bad("slots", $"'{slot.Column}' is hidden.");
        }

        foreach (var ask in question.Ask)
        {
            foreach (var unknown in SlotsIn(ask).Except(declared))
                Bad("ask", $"What fills {{{unknown}}} is not said.", $"Declare it: slots: {{{unknown}: table.column}}, or whole_number.");
            foreach (var absent in declared.Except(SlotsIn(ask)))
                Bad("ask", $"The phrasing '{ask}' lacks {{{absent}}}.");
        }

        var meaning = question.Query?.Json ?? question.Sql ?? "";
        foreach (var slot in declared.Except(SlotsIn(meaning)))
            Bad("query", $"The slot {{{slot}}} is not used.");
        foreach (var slot in SlotsIn(meaning).Except(declared))
            Bad("query", $"The slot {{{slot}}} is not in the phrasings.");
        if (question.Expect is { } expect)
        {
            foreach (var slot in declared.Except(expect.Slots.Keys))
                Bad("expect", $"The expected rows need a value for {{{slot}}}.");
            foreach (var slot in expect.Slots.Keys.Except(declared))
                Bad("expect", $"There is no slot {{{slot}}}.");
        }

        void Bad(string key, string message, string? hint = null) =>
            check.Add(PluginFile.Questions, [.. path, key], PluginProblemCodes.BadSlot, message, hint);
    }

    private static void Query(ModelCheck check, VerifiedQuestion question, string[] path)
    {
        if (question.Query is null)
            return;
        var values = question.Slots.ToDictionary(s => s.Name, s => s.Kind == SlotKind.WholeNumber ? "1" : "x");
        if (question.Query.Read(question.Slots, values).Query is not { } query)
            return;
        new QueryReferences(check, PluginFile.Questions, [.. path, "query"]).Check(query);
        var width = QueryReferences.Width(query);
        for (var i = 0; i < (question.Expect?.Rows.Count ?? 0); i++)
        {
            if (width is not null && question.Expect!.Rows[i].Count != width)
            {
                check.Add(
                    PluginFile.Questions, [.. path, "expect", "rows", $"{i}"], PluginProblemCodes.WrongValue,
                    $"The row has {question.Expect.Rows[i].Count} values; the query returns {width}.");
            }
        }
    }
}
