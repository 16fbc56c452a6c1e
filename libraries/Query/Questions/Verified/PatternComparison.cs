using System.Globalization;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>A question held against one phrasing of a verified question.</summary>
/// <param name="pattern">The phrasing.</param>
/// <param name="asked">The question.</param>
/// <param name="number">The number of the question that fills the slot for one.</param>
/// <param name="closeness">How much of the phrasing the question must say.</param>
internal sealed class PatternComparison(VerifiedPattern pattern, AskedQuestion asked, decimal? number, Closeness closeness)
{
    private const int FewestWords = 2;

    // Words that mostly carry a question, but not always.
    private static readonly string[] Weighty = [Key.Order, "end"];

    // What everything is about, and whoever does what is asked about.
    private static readonly IReadOnlyList<string> Business = Concepts.RowsOf("business");
    private static readonly IReadOnlyList<string> People = Concepts.RowsOf("people");
    private static readonly IReadOnlyList<string> Sale = Concepts.RowsOf("sell");
    private static readonly IReadOnlyList<string> Products = Concepts.RowsOf("product");
    private static readonly IReadOnlyList<string> Development = Concepts.RowsOf("develop");
    private static readonly IReadOnlyList<string> Series = [.. Enum.GetValues<TimeGrain>().Select(Key.Grain)];
    private static readonly IReadOnlyList<string> Use = Concepts.RowsOf("use");

    // "why do we lose money" is not why somebody leaves.
    private static readonly string Money = Concepts.Root("money");

    private static readonly string Change = Concepts.Root("change");

    private readonly Dictionary<string, string> slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> filled = new(pattern.SlotColumns, StringComparer.Ordinal);
    private readonly bool alike = closeness == Closeness.Alike;
    private int met;
    private int carried;
    private int missing;
    private bool lacksWords;
    private bool lacksPeople;
    private bool lacksCount;

    /// <summary>The verified question with its slots filled; null when the question is not it.</summary>
    public VerifiedMatch? Match()
    {
        if (!pattern.Sketch.Words.All(Meets))
            return null;
        // "which plans bring our mrr": another verb that only carries the question.
        var swapped = missing > 0 && missing <= asked.Sketch.Words.Count(w => w.Light && !w.Keys.Contains(Key.Count) && !w.Says(Weighty) && !w.Says(pattern.Keys));
        lacksWords |= missing > 0 && !swapped;
        if (!IsEnough())
            return null;
        if (number is { } used && pattern.Question.Slots.FirstOrDefault(s => s.Kind == SlotKind.WholeNumber) is { } numbered)
            slots[numbered.Name] = used.ToString("0", CultureInfo.InvariantCulture);
        return pattern.Question.Query!.Read(pattern.Question.Slots, slots).Query is { } query && CountsAsAsked(query) && SaysAll(Unmet(swapped), query)
            ? new(pattern.Question, pattern.Phrasing, slots, query)
            : null;
    }

    // A word of the phrasing is said, or may be left unsaid.
    private bool Meets(SketchWord word)
    {
        if (word.Slot is { } slot)
            return Fills(slot);
        if (word.Keys.Select(k => Key.Filled(k, number)).FirstOrDefault(asked.Keys.Contains) is { } found)
        {
            filled.Add(found);
            (met, carried) = word.Light ? (met, carried + 1) : (met + 1, carried);
        }
        else if ((alike && (IsGrowth(word) || IsSeries(word))) || IsManner(word) || IsThing(word) || IsPlaced(word) || IsFiscal(word) || IsListed(word))
        {
            met++;
        }
        else if (word.Keys is [Key.Count] && (asked.CountsRows || asked.Keys.Any(k => Key.TableOf(k) is not null)))
        {
            lacksWords = lacksCount = true;
        }
        else if ((word.IsSubject && !asked.AsksAboutUs) || (word.Keys is [Key.How] && (asked.Sketch.Asking == Asking.Nothing || (alike && asked.Sketch.Asking == Asking.Much))) || (word.IsPeriod && pattern.Sketch.Periods > asked.Sketch.Periods))
        {
            // "how are bills paid": whoever pays them.
            lacksWords |= !(word.IsSubject && asked.Sketch.Asking == Asking.How);
        }
        else if (word.Keys.Contains(Key.Thing))
        {
            return asked.Keys.Overlaps(Products) || asked.Keys.Overlaps(Sale);
        }
        // "who gets the best tips" is "which servers get the best tips".
        else if (word.Light && word.Keys.Contains(Key.Who) && pattern.Group is { } group && asked.Keys.Contains(Key.Column(group)))
        {
            carried++;
        }
        else if (!word.Keys.Contains(Key.Now) && !word.Says(pattern.SlotColumns))
        {
            // "how do they pay": whoever they are.
            if (!(word.Light || (alike && (word.Says(People) || word.Says(Business)))) || (!alike && word.Says(Weighty)))
                return false;
            missing++;
            lacksPeople |= !word.Light;
        }

        return true;
    }

    private bool Fills(QuestionSlot slot)
    {
        var start = Key.ValueOf(slot.Column!);
        if (asked.Keys.FirstOrDefault(k => k.StartsWith(start, StringComparison.Ordinal)) is not { } value)
            return false;
        slots[slot.Name] = value[start.Length..];
        filled.Add(value);
        met++;
        return true;
    }

    private bool IsEnough() => closeness switch
    {
        Closeness.Whole when lacksWords => false,
        Closeness.Alike => met >= FewestMet && met > 0,
        _ => (lacksWords ? met + carried > FewestWords : met >= FewestMet) && met > 0,
    };

    private int FewestMet => Math.Min(FewestWords, pattern.Sketch.Words.Count(w => !w.Light));

    // "bookings by month" are how many there are; "customers with 10 orders" are not.
    private bool CountsAsAsked(SemanticQuery query) => !lacksCount || (query.Metrics is [{ Name: { } first }, ..] && asked.Keys.Contains(Key.Metric(first))) || asked.Keys.Any(k => Key.TableOf(k) is { } table && IsCounted(table, query));

    // The words of the question that the phrasing does not say.
    private List<SketchWord> Unmet(bool swapped) => [.. asked.Sketch.Words.Where(w => !w.IsSubject && !IsCarrier(w, swapped) && !w.Says(filled) && !w.Says(pattern.Keys) && !(w.Keys.Contains(Key.Thing) && asked.Keys.Overlaps(Products))
        && !(w.Keys is [Key.How] && pattern.Sketch.Asking is Asking.Nothing or Asking.What))];

    private bool IsCarrier(SketchWord word, bool swapped) =>
        (word.Says(Use) && asked.AsksHowBy(pattern.Group)) || (alike && (word.Says(Business) || word.Says(People)))
        || (word.Light && !word.Keys.Contains(Key.Thing) && !(lacksPeople && word.Keys.Contains(Money)) && (alike || swapped || (met > FewestWords && !word.Says(Weighty))));

    private bool SaysAll(List<SketchWord> left, SemanticQuery query)
    {
        // What another phrasing of the same question says.
        var mentioned = asked.Patterns.Mentioned[pattern.Question];
        left.RemoveAll(w => w.Keys.Contains(Key.Now) && mentioned.Contains(Key.Now));
        // "how are bills paid": what the query counts anyway.
        if (closeness == Closeness.Whole && left.Exists(w => !w.Keys.Any(k => Key.TableOf(k) is { } table && IsCounted(table, query)) && !(pattern.Group is not null && query.Compare is null && w.Says(Concepts.Of("compare")))))
            return false;
        if (left.Count == 0)
            return true;
        var said = new SaidKeys(query, asked.Model, asked.Question.Anchor, alike).All;
        return left.TrueForAll(w => w.Says(said) || (w.Keys.Contains(Key.Who) && said.Contains(Key.Where)) || (w.Keys.Contains(Key.Now) && (alike || query.Time is null)) || (alike && w.Says(mentioned)));
    }

    // "how do people pay": by which of the payment methods; "how do the channels do": which does best.
    private bool IsManner(SketchWord word) => (alike || asked.AsksUse) && (word.Keys is [Key.How] || word.Says(Concepts.Of("compare"))) && asked.AsksHowBy(pattern.Group);

    // "which regions grew" are the regions this year and last.
    private bool IsGrowth(SketchWord word) => pattern.Compares && word.Says(Concepts.RowsOf("grow")) && (asked.Keys.Contains(Key.YearBefore) || asked.Keys.Contains(Change) || asked.Keys.Overlaps(Concepts.RowsOf("compare")));

    // "retention by quarter" is how it developed.
    private bool IsSeries(SketchWord word) => word.Says(Development) && asked.Keys.Overlaps(Series);

    // The sellers of "our best sellers" are the products that the query lists.
    private bool IsThing(SketchWord word) => asked.Keys.Contains(Key.Thing) && word.Says(Products) && word.Says(pattern.Groups) && filled.Add(Key.Thing);

    // "where do tables turn slowest" is "which restaurant turns tables slowest" for a query by restaurant.
    private bool IsPlaced(SketchWord word) =>
        pattern.Group is { } group
        && (word.Keys is [Key.Where]
            ? asked.Keys.Contains(Key.Column(group))
            : word.Keys.Contains(Key.Column(group)) && (asked.Keys.Contains(Key.Where) || (asked.Keys.Contains(Key.Who) && asked.Patterns.Mentioned[pattern.Question].Contains(Key.Who))));

    private bool IsFiscal(SketchWord word) =>
        word.Keys.Contains(Key.Grain(TimeGrain.Quarter)) && asked.Keys.Contains(Key.Grain(TimeGrain.FiscalQuarter)) && pattern.Question.Query!.Json.Contains("fiscal_quarter", StringComparison.Ordinal);

    // Values that a phrasing lists of the column that its query groups by are said by the column: "how do starters and mains compare" by "the courses".
    private bool IsListed(SketchWord word) =>
        pattern.Group is { } group && asked.Keys.Contains(Key.Column(group)) && HasValue(word, group) && pattern.Sketch.Words.Count(w => HasValue(w, group)) > 1;

    private static bool HasValue(SketchWord word, string column) => word.Keys.Any(k => k.StartsWith(Key.ValueOf(column), StringComparison.Ordinal));

    private bool IsCounted(string table, SemanticQuery query) => query.Metrics is [{ Name: { } name }, ..] && asked.Model.FindMetric(name) is { Unit: "count" } counted && counted.Table == table;
}
