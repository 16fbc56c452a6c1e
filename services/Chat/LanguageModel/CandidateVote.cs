using System.Text.Json;
using NlSql.ServiceDefaults;

namespace NlSql.Chat.LanguageModel;

/// <summary>What came of a vote.</summary>
/// <param name="Outcome">Whether one was chosen, and why not.</param>
/// <param name="Candidate">The chosen one; null when none was.</param>
/// <param name="Share">The part of all candidates that gave the same rows.</param>
internal sealed record Vote(ModelOutcome Outcome, Candidate? Candidate, double Share)
{
    /// <summary>Where none was chosen, one candidate of each different result, the most frequent first.</summary>
    public IReadOnlyList<Candidate> Rivals { get; init; } = [];
}

/// <summary>Compares candidates by the rows they give: different queries that say the same are one answer.</summary>
internal static class CandidateVote
{
    private const int Digits = 6;

    /// <summary>The candidate whose rows more than one half of those with a query give; the only one where there is one.</summary>
    /// <param name="candidates">The model's.</param>
    /// <param name="planner">The planner's reading, where it was nearly sure; no majority outvotes it. Null where it was not.</param>
    public static Vote Choose(IReadOnlyList<Candidate> candidates, Candidate? planner = null)
    {
        var answered = candidates.Where(c => c.Query is not null).ToList();
        if (answered.Count == 0)
            return new(candidates.Select(c => c.Outcome).Min(), null, 0);
        var groups = answered.GroupBy(KeyOf, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ToList();
        var opposed = planner is not null && KeyOf(planner) is var planned && groups[0].Key != planned;
        if (groups[0].Count() * 2 > answered.Count && !opposed)
            return new(ModelOutcome.Answered, Best(groups[0]), (double)groups[0].Count() / candidates.Count);
        var rivals = groups.Select(Best);
        return new(ModelOutcome.Disagreed, null, 0)
        {
            Rivals = [.. planner is null ? rivals : rivals.Append(planner).DistinctBy(KeyOf, StringComparer.Ordinal)],
        };
    }

    private static Candidate Best(IEnumerable<Candidate> same) => same.OrderBy(c => c.Tier).ThenBy(c => c.Attempts).First();

    // Without regard to the order of rows, names of columns, and the last digits of numbers.
    private static string KeyOf(Candidate candidate) => candidate.Rows is { } table
        ? string.Join('\n', table.Rows.Select(row => JsonSerializer.Serialize(row.Select(Plain), JsonOptions.Snake)).Order(StringComparer.Ordinal))
        : candidate.Query!.CanonicalText;

    private static object? Plain(object? value) => value switch
    {
        decimal number => Math.Round(number, Digits) / 1.0000000000000000000000000000m,
        double number => Math.Round(number, Digits),
        long or int => Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
