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
    private readonly bool asksAboutUs;
    private readonly bool countsRows;

    public NearMatcher(LinkedQuestion question)
    {
        this.question = question;
        patterns = VerifiedPatterns.Of(question.Lexicon, question.Anchor);
        sketch = new SketchReader(question, patterns.Spelling).Read();
        keys = sketch.Words.SelectMany(w => w.Keys).ToHashSet(StringComparer.Ordinal);
        asksAboutUs = question.Words.Any(w => w.Token.Folded is "we" or "i" or "us");
        countsRows = keys.Any(k => k.StartsWith("m:", StringComparison.Ordinal) && question.Lexicon.Model.FindMetric(k[2..])?.Unit == "count");
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
        var asks = loose && (pattern.Sketch.Asking, sketch.Asking) is (Asking.What, Asking.How) && pattern.Sketch.Words.Any(w => w.Light);
        if (!(asks || Agree(pattern.Sketch.Asking, sketch.Asking)) || (pattern.Periods > periods && !(loose && periods == 0 && pattern.Periods == 1 && patterns.Timeless.Contains(pattern.Question))))
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
        var (met, carried) = (0, 0);
        var lacksWords = false;
        var missing = 0;
        var nobody = false;
        var uncounted = false;
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
                (met, carried) = word.Light ? (met, carried + 1) : (met + 1, carried);
            }
            else if (IsPlaced(word, pattern) || IsFiscal(word, pattern) || IsListed(word, pattern))
            {
                met++;
            }
            else if (word.Keys is ["count"] && countsRows)
            {
                lacksWords = uncounted = true;
            }
            else if ((word.IsSubject && !asksAboutUs) || (word.Keys is ["how"] && sketch.Asking == Asking.Nothing) || (word.IsPeriod && pattern.Periods > periods))
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
        var swapped = missing > 0 && missing <= sketch.Words.Count(w => w.Light && !w.Keys.Contains("count") && !w.Keys.Any(Weighty.Contains) && !w.Keys.Any(pattern.Keys.Contains));
        lacksWords |= missing > 0 && !swapped;
        if (complete && lacksWords)
            return null;
        if ((lacksWords && !loose ? met + carried : met) < (lacksWords && !loose ? FewestWords + 1 : Math.Min(FewestWords, pattern.Sketch.Words.Count(w => !w.Light))) || met == 0)
            return null;
        if (number is { } used && pattern.Question.Slots.FirstOrDefault(s => s.Kind == SlotKind.WholeNumber) is { } numbered)
            slots[numbered.Name] = used.ToString("0", CultureInfo.InvariantCulture);
        filled.UnionWith(pattern.SlotColumns);
        var left = sketch.Words.Where(w => !w.IsSubject && !(loose && w.Keys.Any(k => Business.Contains(k) || People.Contains(k))) && !(w.Light && !(nobody && w.Keys.Contains(Money)) && (loose || swapped || (met > FewestWords && !w.Keys.Any(Weighty.Contains)))) && !(w.Keys is ["how"] && pattern.Sketch.Asking is Asking.Nothing or Asking.What) && !w.Keys.Any(k => filled.Contains(k) || pattern.Keys.Contains(k))).ToList();
        if (Query(pattern.Question, slots) is not { } query)
            return null;
        // "bookings by month" are how many there are; "customers with 10 orders" are not.
        if (uncounted && !(query.Metrics is [{ Name: { } first }, ..] && keys.Contains($"m:{first}")))
            return null;
        // What another phrasing of the same question says.
        var mentioned = patterns.Mentioned[pattern.Question];
        left.RemoveAll(w => w.Keys.Contains("now") && mentioned.Contains("now"));
        // "how are bills paid": what the query counts anyway.
        if (complete && left.Exists(w => !w.Keys.Any(k => k.StartsWith("t:", StringComparison.Ordinal) && IsCounted(k[2..], query)) && !(pattern.Group is not null && query.Compare is null && w.Keys.Intersect(Concepts.Of("compare")).Any())))
            return null;
        if (left.Count > 0)
        {
            var said = new SaidKeys(query, question.Lexicon.Model, question.Anchor, loose).All;
            if (left.Exists(w => !w.Keys.Any(said.Contains) && !(w.Keys.Contains("who") && said.Contains("where")) && !(w.Keys.Contains("now") && (loose || query.Time is null)) && !(loose && w.Keys.Any(mentioned.Contains))))
                return null;
        }

        return new(pattern.Question, pattern.Phrasing, slots, query);
    }

    // "where do tables turn slowest" is "which restaurant turns tables slowest" for a query by restaurant.
    private bool IsPlaced(SketchWord word, VerifiedPattern pattern) =>
        pattern.Group is { } group && (word.Keys is ["where"] ? keys.Contains($"c:{group}") : word.Keys.Contains($"c:{group}") && (keys.Contains("where") || (keys.Contains("who") && patterns.Mentioned[pattern.Question].Contains("who"))));

    private bool IsFiscal(SketchWord word, VerifiedPattern pattern) =>
        word.Keys.Contains(SketchReader.Grain(TimeGrain.Quarter)) && keys.Contains(SketchReader.Grain(TimeGrain.FiscalQuarter)) && pattern.Question.Query!.Json.Contains("fiscal_quarter", StringComparison.Ordinal);

    // Values that a phrasing lists of the column that its query groups by are said by the column: "how do starters and mains compare" by "the courses".
    private bool IsListed(SketchWord word, VerifiedPattern pattern) =>
        pattern.Group is { } group && keys.Contains($"c:{group}") && Values(word, group) && pattern.Sketch.Words.Count(w => Values(w, group)) > 1;

    private static bool Values(SketchWord word, string column) => word.Keys.Any(k => k.StartsWith($"v:{column}=", StringComparison.Ordinal));

    private bool IsCounted(string table, SemanticQuery query) => query.Metrics is [{ Name: { } name }, ..] && question.Lexicon.Model.FindMetric(name) is { Unit: "count" } counted && counted.Table == table;

    private static string Filled(string key, decimal? number) =>
        number is { } n ? key.Replace(SketchReader.NumberPlace, SketchReader.NumberText(n), StringComparison.Ordinal) : key;

    private static SemanticQuery? Query(VerifiedQuestion question, Dictionary<string, string> slots) => question.Query!.Read(question.Slots, slots).Query;
}
