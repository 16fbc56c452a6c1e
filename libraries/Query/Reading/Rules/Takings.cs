using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"how much did we sell", "shops that sold less than in 2024": the money that was taken, where a described model has one measure of it for its usual table.</summary>
internal static class Takings
{
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "sell", "sells", "sold", "selling", "earn", "earns", "earned", "make", "makes", "made", "take", "takes", "took", "taken", "bring in", "brings in", "brought in", "turn over", "turned over" };

    /// <summary>Whether an item is a verb of selling.</summary>
    public static bool IsSaid(Draft draft, Item item) => IsSaid(draft.Question, item.Mention);

    /// <summary>Whether a mention is a verb of selling.</summary>
    public static bool IsSaid(LinkedQuestion question, Mention mention) => mention.Target is MentionTarget.Activity && Verbs.Contains(Words(question, mention));

    /// <summary>Adds the measure for a verb of selling, and the assumption; null where the model has none.</summary>
    public static Measure? Add(Draft draft, Item verb)
    {
        if (draft.Question.Lexicon.IsDrafted || draft.Model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum, Unit: "currency", Filter: null } && m.Table == draft.Model.DefaultTable.Name) is not { } money)
            return null;
        draft.Assumptions.Add($"“{Words(draft.Question, verb.Mention)}” was taken for {money.Label.ToLowerInvariant()}.");
        return Measures.Add(draft, verb, money.Name);
    }

    private static string Words(LinkedQuestion question, Mention mention) => string.Join(' ', question.Folded.Skip(mention.Start).Take(mention.End - mention.Start));
}
