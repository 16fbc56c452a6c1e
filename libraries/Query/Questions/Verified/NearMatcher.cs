using System.Globalization;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>
/// Finds the verified question that is asked in other words: every word of a phrasing is said, and every word of the question is in the
/// phrasing or, loosely, in what its query says anyway. Order does not count; numbers, periods, negations and values must agree.
/// </summary>
internal sealed class NearMatcher
{
    private const int FewestWords = 2;

    // Words that mostly carry a question, but not always.
    private static readonly string[] Weighty = ["order", "end"];

    // What everything is about.
    private static readonly IReadOnlyList<string> Business = [.. Concepts.Of("business").Skip(1)];

    // "why do we lose money" is not why somebody leaves.
    private static readonly string Money = Concepts.Root("money");

    // Whoever does what is asked about.
    private static readonly IReadOnlyList<string> People = [.. Concepts.Of("people").Skip(1)];

    private readonly LinkedQuestion question;
    private readonly VerifiedPatterns patterns;
    private readonly Sketch sketch;
    private readonly HashSet<string> keys;
    private readonly List<decimal> numbers;
    private readonly int periods;

    public NearMatcher(LinkedQuestion question)
    {
        this.question = question;
        patterns = VerifiedPatterns.Of(question.Lexicon, question.Anchor);
        sketch = new SketchReader(question, patterns.Spelling).Read();
        keys = sketch.Words.SelectMany(w => w.Keys).ToHashSet(StringComparer.Ordinal);
        periods = sketch.Words.Count(w => w.IsPeriod);
        numbers = [.. question.Words.Select(w => w.Token.Number).OfType<decimal>().Where(n => n == decimal.Truncate(n) && n is >= 1 and <= 10_000).Distinct()];
    }

    /// <summary>The verified question that says word by word the same; null when none does, or several do.</summary>
    public VerifiedMatch? Same() =>
        // A period that the query adds by itself is meant only where the phrasing is said in full: "revenue by month" is not this year's alone.
        Only(loose: false) is { } same && (same.Query?.Time is null || periods > 0 || patterns.All.Any(p => p.Question == same.Question && Match(p, loose: false, complete: true) is not null)) ? same : null;

    /// <summary>
    /// The verified question that says much the same, words that only carry a question aside: for what cannot be read by itself. Null when
    /// none does, or several do.
    /// </summary>
    public VerifiedMatch? Like() => Only(loose: true);

    private VerifiedMatch? Only(bool loose)
    {
        var matches = patterns.All.Select(p => Match(p, loose)).OfType<VerifiedMatch>().DistinctBy(m => m.Question).Take(2).ToList();
        return matches is [var only] ? only : null;
    }

    private VerifiedMatch? Match(VerifiedPattern pattern, bool loose, bool complete = false)
    {
        // "what did it bring", "how did it go": the verb says nothing.
        var carried = loose && (pattern.Sketch.Asking, sketch.Asking) is (Asking.What, Asking.How) && pattern.Sketch.Words.Any(w => w.Light);
        if (!(carried || Agree(pattern.Sketch.Asking, sketch.Asking)) || pattern.Periods > periods)
            return null;
        if (!pattern.HasNumber)
            return Match(pattern, null, loose, complete);
        foreach (var number in numbers)
        {
            if (Match(pattern, number, loose, complete) is { } match)
                return match;
        }

        return null;
    }

    // "how do guests pay" is not "what do guests pay"; a question without a question word may be either.
    private static bool Agree(Asking phrasing, Asking asked) =>
        phrasing == asked || phrasing == Asking.Nothing || asked == Asking.Nothing || (phrasing, asked) is (Asking.What, Asking.Much) or (Asking.Much, Asking.What)
        || (phrasing, asked) is (Asking.Many, Asking.What) or (Asking.What, Asking.Many);

    private VerifiedMatch? Match(VerifiedPattern pattern, decimal? number, bool loose, bool complete)
    {
        Dictionary<string, string> slots = new(StringComparer.Ordinal);
        HashSet<string> filled = new(StringComparer.Ordinal);
        var met = 0;
        var lacksWords = false;
        var missing = 0;
        var nobody = false;
        foreach (var word in pattern.Sketch.Words)
        {
            if (word.Slot is { } slot)
            {
                var start = $"v:{slot.Column}=";
                if (keys.FirstOrDefault(k => k.StartsWith(start, StringComparison.Ordinal)) is not { } value)
                    return null;
                slots[slot.Name] = value[start.Length..];
                filled.Add(value);
                met++;
            }
            else if (word.Keys.Select(k => Filled(k, number)).FirstOrDefault(keys.Contains) is { } found)
            {
                filled.Add(found);
                met += word.Light ? 0 : 1;
            }
            else if (word.Keys is ["how"] && sketch.Asking == Asking.Nothing)
            {
                lacksWords = true;
            }
            else if (!word.Keys.Contains("now") && !pattern.SlotColumns.Overlaps(word.Keys))
            {
                // "how do they pay": whoever they are.
                if (!(word.Light || (loose && word.Keys.Any(People.Contains))) || (!loose && word.Keys.Any(Weighty.Contains)))
                    return null;
                missing++;
                nobody |= !word.Light;
            }
        }

        // "which plans bring our mrr": another verb that only carries the question.
        var swapped = missing > 0 && missing <= sketch.Words.Count(w => w.Light && !w.Keys.Any(Weighty.Contains) && !w.Keys.Any(pattern.Keys.Contains));
        lacksWords |= missing > 0 && !swapped;
        if (complete && lacksWords)
            return null;
        if (met < (lacksWords && !loose ? FewestWords + 1 : Math.Min(FewestWords, pattern.Sketch.Words.Count(w => !w.Light))) || met == 0)
            return null;
        if (number is { } used && pattern.Question.Slots.FirstOrDefault(s => s.Kind == SlotKind.WholeNumber) is { } numbered)
            slots[numbered.Name] = used.ToString("0", CultureInfo.InvariantCulture);
        filled.UnionWith(pattern.SlotColumns);
        var left = sketch.Words.Where(w => !(loose && w.Keys.Any(k => Business.Contains(k) || People.Contains(k))) && !(w.Light && !(nobody && w.Keys.Contains(Money)) && (loose || swapped || (met > FewestWords && !w.Keys.Any(Weighty.Contains)))) && !(w.Keys is ["how"] && pattern.Sketch.Asking is Asking.Nothing or Asking.What) && !w.Keys.Any(k => filled.Contains(k) || pattern.Keys.Contains(k))).ToList();
        if (Query(pattern.Question, slots) is not { } query)
            return null;
        // What another phrasing of the same question says.
        var mentioned = patterns.Mentioned[pattern.Question];
        left.RemoveAll(w => w.Keys.Contains("now") && mentioned.Contains("now"));
        if (left.Count > 0 && complete)
            return null;
        if (left.Count > 0)
        {
            var said = new SaidKeys(query, question.Lexicon.Model, question.Anchor, loose).All;
            if (left.Exists(w => !w.Keys.Any(said.Contains) && !(loose && w.Keys.Any(mentioned.Contains))))
                return null;
        }

        return new(pattern.Question, pattern.Phrasing, slots, query);
    }

    private static string Filled(string key, decimal? number) =>
        number is { } n ? key.Replace(SketchReader.NumberPlace, SketchReader.NumberText(n), StringComparison.Ordinal) : key;

    private static SemanticQuery? Query(VerifiedQuestion question, Dictionary<string, string> slots) => question.Query!.Read(question.Slots, slots).Query;
}
