using System.Globalization;
using NlSql.Query.Reading;
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
    private static readonly IReadOnlyList<string> Products = Concepts.RowsOf("product");
    private static readonly IReadOnlyList<string> Use = Concepts.RowsOf("use");

    // "why do we lose money" is not why somebody leaves.
    private static readonly string Money = Concepts.Root("money");

    private readonly Dictionary<string, string> slots = new(StringComparer.Ordinal);
    private readonly SaidOtherwise otherwise = new(pattern, asked, closeness);
    private readonly HashSet<string> filled = new(pattern.SlotColumns, StringComparer.Ordinal);
    private readonly bool alike = closeness == Closeness.Alike;
    private readonly bool isSameSentence = asked.Sketch.Asking == pattern.Sketch.Asking && (asked.Sketch.Asking != Asking.Nothing || (asked.AsksWhether && pattern.AsksWhether));
    private int met;
    private int carried;
    private bool lacksWords;
    private bool lacksAny;
    private bool lacksPeople;
    private bool lacksCount;

    /// <summary>The verified question with its slots filled; null when the question is not it.</summary>
    public VerifiedMatch? Match()
    {
        if (!pattern.Sketch.Words.All(Meets) || !IsEnough())
            return null;
        if (number is { } used && pattern.Question.Slots.FirstOrDefault(s => s.Kind == SlotKind.WholeNumber) is { } numbered)
            slots[numbered.Name] = used.ToString("0", CultureInfo.InvariantCulture);
        return pattern.Question.Query!.Read(pattern.Question.Slots, slots).Query is { } query && CountsAsAsked(query) && SaysAll(Unmet(), query)
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
        else if (otherwise.Says(word))
        {
            met++;
        }
        else if (otherwise.Carries(word))
        {
            carried++;
        }
        else
        {
            return IsUnsaid(word);
        }

        return true;
    }

    // A question may leave unsaid what it means anyway.
    private bool IsUnsaid(SketchWord word)
    {
        if (word.Keys is [Key.Count] && (asked.CountsRows || asked.Keys.Any(k => Key.TableOf(k) is not null)))
        {
            lacksWords = true;
            lacksCount |= !word.Light;
        }
        else if (word.IsSubject && !asked.AsksAboutUs)
        {
            // "how are bills paid": whoever pays them.
            lacksWords |= asked.Sketch.Asking != Asking.How;
        }
        else if ((word.Keys is [Key.How] && (asked.Sketch.Asking == Asking.Nothing || (alike && asked.Sketch.Asking == Asking.Much))) || (word.IsPeriod && pattern.Sketch.Periods > asked.Sketch.Periods))
        {
            lacksWords = true;
        }
        else if (word.Keys.Contains(Key.Thing))
        {
            return asked.Keys.Overlaps(Products) || asked.Keys.Overlaps(Concepts.RowsOf("sell"));
        }
        else if (!word.Keys.Contains(Key.Now) && !word.Says(pattern.SlotColumns))
        {
            // "how do they pay": whoever they are.
            if (!(word.Light || (alike && (word.Says(People) || word.Says(Business)))) || (!alike && word.Says(Weighty)))
                return false;
            // "which channels bring our mrr", "which channels is it from": a sentence has its own verb.
            lacksWords |= !(isSameSentence && word.Keys.Contains(Key.Verb));
            lacksAny = true;
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
        _ => (lacksWords || lacksAny ? met + carried > FewestWords : met >= FewestMet) && met > 0,
    };

    private int FewestMet => Math.Min(FewestWords, pattern.Sketch.Words.Count(w => !w.Light));

    // "bookings by month" are how many there are; "customers with 10 orders" are not.
    private bool CountsAsAsked(SemanticQuery query) => !lacksCount || (query.Metrics is [{ Name: { } first }, ..] && asked.Keys.Contains(Key.Metric(first))) || asked.Keys.Any(k => Key.TableOf(k) is { } table && IsCounted(table, query));

    // The words of the question that the phrasing does not say.
    private List<SketchWord> Unmet() => [.. asked.Sketch.Words.Where(w => !w.IsSubject && !IsCarrier(w) && !w.Says(filled) && !w.Says(pattern.Keys) && !(w.Keys.Contains(Key.Thing) && (asked.Keys.Overlaps(Products) || otherwise.NamesThing))
        && !(w.Keys is [Key.How] && pattern.Sketch.Asking is Asking.Nothing or Asking.What))];

    private bool IsCarrier(SketchWord word) =>
        (asked.AsksUse && word.Says(Use) && asked.AsksHowBy(pattern.Group)) || (alike && (word.Says(Business) || word.Says(People)))
        || (word.Light && !word.Keys.Contains(Key.Thing) && !(lacksPeople && word.Keys.Contains(Money)) && (alike || (!word.Says(Weighty) && (met > FewestWords || (isSameSentence && word.Keys.Contains(Key.Verb))))));

    private bool SaysAll(List<SketchWord> left, SemanticQuery query)
    {
        // What another phrasing of the same question says.
        var mentioned = asked.Patterns.Mentioned[pattern.Question];
        left.RemoveAll(w => w.Keys.Contains(Key.Now) && mentioned.Contains(Key.Now));
        // "how are bills paid": what the query counts anyway.
        if (closeness == Closeness.Whole && left.Exists(w => !w.Keys.Any(k => Key.TableOf(k) is { } table && (IsCounted(table, query) || IsMeasured(table, query))) && !SaysGroup(w, query)))
            return false;
        if (left.Count == 0)
            return true;
        var said = new SaidKeys(query, asked.Model, asked.Question.Anchor, alike).All;
        return left.TrueForAll(w => w.Says(said) || (w.Keys.Contains(Key.Who) && said.Contains(Key.Where)) || (w.Keys.Contains(Key.Now) && (alike || query.Time is null)) || (alike && w.Says(mentioned)));
    }

    // "which servers get the best tips" of a query by server.
    private bool SaysGroup(SketchWord word, SemanticQuery query) =>
        pattern.Group is { } group && (word.Keys.Contains(Key.Column(group)) || (query.Compare is null && word.Says(Concepts.Of("compare"))));

    private bool IsCounted(string table, SemanticQuery query) => query.Metrics is [{ Name: { } name }, ..] && asked.Model.FindMetric(name) is { Unit: "count" } counted && counted.Table == table;

    // "are our orders on time": the share of them that is.
    private bool IsMeasured(string table, SemanticQuery query) => asked.IsSentence && query.Metrics is [{ Name: { } name }, ..] && MetricTables.Of(asked.Model, name).Contains(table);
}
