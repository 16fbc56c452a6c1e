using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Planning;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>A linked question → its sketch: at each place the longest mention, else the word.</summary>
/// <param name="question">The question, or a phrasing with <see cref="AnyNumber"/> for a number and a quoted name for a value.</param>
/// <param name="spelling">The words of all phrasings: what a misspelt one may have been meant to be.</param>
/// <param name="slots">The slots of a phrasing, which holds no typing errors; null for a question.</param>
internal sealed class SketchReader(LinkedQuestion question, WordNeighbours spelling, IReadOnlyList<QuestionSlot>? slots = null)
{
    /// <summary>Stands in a phrasing for the number of its slot.</summary>
    public const int AnyNumber = 9973;

    /// <summary>The number of the slot in keys of a phrasing.</summary>
    public const string NumberPlace = "{n}";

    private const double WeakestLink = 0.7;

    private readonly ILookup<int, Mention> mentions = question.Mentions.Where(m => IsTold(m) && (slots is null || m.Link != LinkKind.Fuzzy)).ToLookup(m => m.Start);
    private readonly List<SketchWord> words = [];
    private Asking asking;

    public Sketch Read()
    {
        for (var i = 0; i < question.Words.Count;)
            i = Said(i) ?? Asked(i) ?? Weekday(i) ?? Joined(i) ?? Meant(i) ?? Plain(i);
        return new(words, asking);
    }

    /// <summary>What a range of time is called: its days, none after the one that is counted from.</summary>
    public static string Period(TimeRange range, DateOnly anchor, CalendarDefinition calendar)
    {
        // "in November" stays November when the last month is another; a year is said either way.
        if (range is TimeRange.Between { From: var first, To: var end } && !(first is { DayOfYear: 1 } && end is { Month: 12, Day: 31 }))
            return string.Create(CultureInfo.InvariantCulture, $"p:{first:yyyyMMdd}..{end:yyyyMMdd}");
        var days = TimeRangeResolver.Resolve(range, new TimeAnchorDay(anchor), calendar);
        var to = days.To is { } last && last < anchor ? last : anchor;
        return string.Create(CultureInfo.InvariantCulture, $"p:{days.From:yyyy-MM-dd}..{(days.From > to ? days.To : to):yyyy-MM-dd}");
    }

    public static string Number(decimal number) => $"n:{NumberText(number)}";

    public static string NumberText(decimal number) => number == AnyNumber ? NumberPlace : number.ToString("0.############", CultureInfo.InvariantCulture);

    private int? Said(int at)
    {
        // "the same month last year"
        if (Best(at) == "same" && TimeWords.Unit(Best(at + 1)) is not null && Compares)
            return at + 2;
        // "break sales down by month": "down by" groups.
        if (Best(at) == "break" && question.Mentions.Any(m => m.Target is MentionTarget.Grouping && m.Start > at && Best(m.Start) == "down"))
            return at + 1;
        // What the model names by a longer phrase is meant so.
        if (Sayings.At(question.Words, at) is not var (end, meant) || mentions[at].Any(m => m.End > end || (m.End == end && IsName(m))))
            return null;
        // "last year" is a year of its own where nothing is compared with it.
        if (meant.Contains("yoy") && !Compares)
            return null;
        foreach (var word in meant)
        {
            var said = word.TrimStart('~');
            // "what does business look like" is "how is business".
            if (said == "how")
                asking = said == word ? Asking.How : Asking.Nothing;
            words.Add(new(said switch
            {
                "most" or "now" or "yoy" or "how" => [said],
                "more" => [.. Concepts.Of(said), .. Concepts.Of("compare"), $"cmp:{FilterOperator.Greater}"],
                _ => [.. Concepts.Of(said)],
            }, Light: said != word));
        }

        return end;
    }

    private bool Compares => question.Mentions.Any(m => m.Target is MentionTarget.Versus) || question.Words.Any(w => w.Token.Folded is "against");

    private static bool IsName(Mention mention) => mention.Target is MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Column or MentionTarget.Table or MentionTarget.Value && mention.Link != LinkKind.Fuzzy;

    private int? Asked(int at)
    {
        var word = question.Words[at].Best;
        var next = Best(at + 1);
        switch (word)
        {
            // "how many months do customers stay" asks how long they do.
            case "how" when next == "many" && TimeWords.Unit(Best(at + 2)) is not null && Best(at + 3) is "do" or "does" or "did":
                Ask(Asking.How);
                Add("how");
                Add([.. Concepts.Of("long"), Grain(TimeWords.Unit(Best(at + 2))!.Value), .. Concepts.Of(Best(at + 2))]);
                return at + 3;
            case "how" when mentions[at].Where(m => m.Target is MentionTarget.Count).MaxBy(m => m.End) is { } count:
                Ask(Asking.Many);
                // "how many bills" is "bills" where those are counted.
                words.Add(new(["count"], Light: mentions[count.End].Any(m => m.Target is MentionTarget.Metric { Name: var name } && question.Lexicon.Model.FindMetric(name)?.Unit == "count")));
                return count.End;
            // "more then" is misspelt.
            case "more" when next == "then":
                Add($"cmp:{FilterOperator.Greater}");
                return at + 2;
            // "how much of our business" asks for its share.
            case "how" when next is "much" or "high" || question.Mentions.Any(m => m.Start == at && m.End == at + 3 && m is { Target: MentionTarget.Filler, Weight: > 0 }):
                Ask(Asking.Much);
                if (next == "much" && Best(at + 2) == "of")
                    words.Add(new([.. Concepts.Of("share")], Light: true));
                return at + 2;
            case "how" or "hows":
                Ask(Asking.How);
                Add("how");
                return at + 1;
            case "who" or "whos" or "whom":
                Ask(Asking.What);
                words.Add(new([.. Concepts.Of("people"), "who"], Light: true));
                return at + 1;
            // "what makes customers leave"
            case "what" when next is "makes" or "made" or "causes" or "caused":
                Ask(Asking.What);
                Add(Concepts.Of("why"));
                return at + 2;
            case "what" or "whats" or "which" when Manner(at) is { } end:
                Ask(Asking.How);
                Add("how");
                return end;
            // "what is the spread of prices" is "the spread of prices".
            case "what" or "whats" when (word == "whats" || next is "is" or "are" or "was" or "were") && !question.Words.Any(w => w.Best.EndsWith("ing", StringComparison.Ordinal)):
                return at + 1;
            case "what" or "whats" or "which":
                Ask(Asking.What);
                return at + 1;
            // "dishes where the cost is high" asks for no place.
            case "where" or "when" when at == 0 || question.Words[at - 1].Token.Kind == TokenKind.Symbol || Best(at - 1) is "and" or "so" or "exactly":
                Add(word);
                return at + 1;
            default:
                return null;
        }
    }

    // "in which way", "with what", "what … like" ask how.
    private int? Manner(int at)
    {
        if (Best(at + 1) is "way" or "manner" or "means" or "method" or "methods" or "ways")
            return at + 2;
        if (Best(at - 1) is "with" or "by")
            return Best(at) == "which" || Best(at + 1) is not ("do" or "does" or "did") ? null : at + 1;
        return Best(at) != "which" && question.Words.Skip(at + 1).Any(w => w.Best == "like") ? at + 1 : null;
    }

    // "day of the week"
    private int? Weekday(int at)
    {
        if (Best(at) is "weekday" or "weekdays")
        {
            Add(Concepts.Of("weekday"));
            return at + 1;
        }

        if (Best(at) is not ("day" or "days") || Best(at + 1) != "of")
            return null;
        var week = Best(at + 2) == "the" ? at + 3 : at + 2;
        if (Best(week) != "week")
            return null;
        Add(Concepts.Of("weekday"));
        return week + 1;
    }

    // "break down" is written "breakdown" elsewhere.
    private int? Joined(int at)
    {
        if (question.Words[at].Token.Kind != TokenKind.Word || Best(at + 1) is not { Length: > 0 } next)
            return null;
        // "broken down by" groups.
        if (mentions[at].Any(m => m.Target is MentionTarget.Grouping && m.End > at + 2))
            return null;
        var joined = question.Words[at].Best + next;
        if (!spelling.Knows(joined) && !spelling.Knows(EnglishStemmer.Stem(joined)))
            joined = Concepts.Root(question.Words[at].Best) + next;
        if (!spelling.Knows(joined) && !spelling.Knows(EnglishStemmer.Stem(joined)))
            return null;
        Add([.. Concepts.Of(joined), .. Named(joined)]);
        return at + 2;
    }

    // "nightshift" is written "night shift" elsewhere.
    private bool Split(string folded)
    {
        for (var i = 2; i <= folded.Length - 2; i++)
        {
            var (left, right) = (folded[..i], folded[i..]);
            if (!IsWord(left) || !IsWord(right))
                continue;
            foreach (var half in new[] { left, right }.Where(h => !Concepts.Empty.Contains(h)))
                Add([.. Concepts.Of(half), .. Named(half), .. half is "best" or "top" ? [Extreme(true)] : Array.Empty<string>()]);
            return true;
        }

        return false;
    }

    private bool IsWord(string folded) => folded is "up" or "no" || (folded.Length > 2 && (spelling.Knows(folded) || spelling.Knows(EnglishStemmer.Stem(folded))));

    // What the model calls by one word that the question does not write as one.
    private IEnumerable<string> Named(string folded)
    {
        var node = question.Lexicon.Phrases.Step(0, EnglishStemmer.Stem(folded));
        return node < 0 ? [] : question.Lexicon.Phrases.At(node).Where(e => e.Strength >= WeakestLink && e.Link is not (LinkKind.Part or LinkKind.General)).Select(e => Name(e.Target)).OfType<string>();
    }

    // "number of portions sold" is what is measured anyway.
    private bool CountsMetric(Mention count) => mentions[Best(count.End) is "the" or "our" ? count.End + 1 : count.End].Any(m => m.Target is MentionTarget.Metric && m.Link != LinkKind.Fuzzy);

    private string Best(int at) => at >= 0 && at < question.Words.Count ? question.Words[at].Best : "";

    private void Ask(Asking kind) => asking = asking == Asking.Nothing ? kind : asking;

    private void Add(params IEnumerable<string> keys) => words.Add(new([.. keys]));

    private int? Meant(int at)
    {
        // "number of customers" counts, whatever else is called so.
        if (Concepts.Empty.Contains(question.Words[at].Token.Folded)
            && mentions[at].All(m => m.Link == LinkKind.Fuzzy || (m.Target is MentionTarget.Comparison { Operator: FilterOperator.Contains } && m.End == at + 1)))
            return at + 1;
        var counted = mentions[at].FirstOrDefault(m => m.Target is MentionTarget.Count);
        if (counted is not null && CountsMetric(counted))
            return counted.End;
        var longest = counted?.End ?? mentions[at].Select(m => m.End).DefaultIfEmpty(at).Max();
        if (longest == at)
            return null;
        var found = mentions[at].Where(m => m.End == longest).ToList();
        List<string> keys = [.. found.SelectMany(Keys).Distinct(StringComparer.Ordinal)];
        // A year may fill the place of a number.
        if (question.Words[longest - 1].Token.Number is { } written && (longest == at + 1 || found.Exists(m => m.Target is MentionTarget.Period { Range: TimeRange.Between })))
            keys.Add(Number(written));
        // "distributed by" groups, and says how.
        if (found.TrueForAll(m => m.Target is MentionTarget.Grouping) && !Concepts.Empty.Contains(Best(at)))
        {
            if (Best(at) is "split" or "grouped" || Best(at).StartsWith("br", StringComparison.Ordinal))
                return longest;
            words.Add(new([.. Concepts.Of(Best(at))], Light: true));
            return longest;
        }

        // "over this year" compares nothing.
        if (found.TrueForAll(m => m.Target is MentionTarget.Grouping || (m.Target is MentionTarget.Comparison && Best(at) == "over" && (IsTime(longest) || (Best(longest) == "the" && IsTime(longest + 1))))))
            return longest;
        foreach (var size in found.Select(m => m.Target).OfType<MentionTarget.Growth>().Select(g => g.Size).OfType<TimeGrain>())
            Add(Grain(size));
        if (found.Exists(m => m.Target is MentionTarget.Limit))
        {
            // "5 least reliable"
            if (question.Words[at].Token.Number is { } rows && longest == at + 2 && Sayings.At(question.Words, at + 1) is not null)
            {
                Add(Number(rows));
                return at + 1;
            }

            keys = [.. Limited(found, keys), .. Concepts.OfName(Best(longest - 1)).Where(IsRow)];
        }
        if (found.Exists(m => m.Target is MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Column or MentionTarget.Table or MentionTarget.Value) || longest == at + 1)
        {
            // A name of several words may be called by one of them.
            var isNamed = found.Exists(m => m.Target is MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Column or MentionTarget.Table);
            for (var i = at; i < longest; i++)
            {
                var folded = question.Words[i].Token.Folded;
                if (longest == at + 1 || !Concepts.Empty.Contains(folded))
                    words.Add(new([.. keys, .. isNamed && longest == at + 1 ? Concepts.OfName(folded) : Concepts.Of(folded), .. longest > at + 1 ? Alone(i) : [], .. longest > at + 1 && question.Words[i].Token.Number is { } number ? [Number(number)] : Array.Empty<string>(), Concepts.Root(question.Words[i].Best)], longest == at + 1 ? Concepts.IsLight(folded) || found.TrueForAll(m => IsLight(m.Target, at)) : !isNamed && Concepts.IsLight(folded)) { IsSubject = IsSubject(i) });
            }
        }
        else
        {
            // "the worst" is bad.
            if (found.Exists(m => m.Target is MentionTarget.Extreme))
                keys.AddRange(Concepts.OfName(Best(longest - 1)).Where(IsRow));
            words.Add(new(keys, found.TrueForAll(m => IsLight(m.Target, at))));
        }

        return longest;
    }

    // "revenue since new year" is of revenue.
    private IEnumerable<string> Alone(int at) => mentions[at].Where(m => m.End == at + 1 && m.Target is MentionTarget.Metric).SelectMany(Keys);

    // "what do guests order" asks what is ordered: people who do something are not what is asked for.
    private bool IsSubject(int at) => Concepts.IsAnybody(question.Words[at].Token.Folded)
        && (Best(at - 1) is "do" or "does" or "did" or "have" or "has" || (Best(at - 1) is "our" or "the" or "a" or "most" && Best(at - 2) is "do" or "does" or "did"));

    // "compare the plants by revenue" is "revenue by plant".
    private bool IsLight(MentionTarget target, int at) => target switch
    {
        MentionTarget.Order => true,
        MentionTarget.Aggregate { Function: AggregateFunction.Sum } => !IsRunning(at),
        MentionTarget.Versus => Best(at).StartsWith("compar", StringComparison.Ordinal),
        _ => false,
    };

    // "add up"
    private bool IsRunning(int at) => Best(at).StartsWith("add", StringComparison.Ordinal);

    private bool IsTime(int at) => mentions[at].Any(m => m.Target is MentionTarget.Period or MentionTarget.Grain);

    // "top 5" says two things.
    private List<string> Limited(List<Mention> found, List<string> keys)
    {
        foreach (var limit in found.Select(m => m.Target).OfType<MentionTarget.Limit>())
        {
            if (limit.Rows is { } rows)
                Add(Number(rows));
            if (limit.Largest is { } largest)
                keys.Add(Extreme(largest));
        }

        return keys;
    }

    private int Plain(int at)
    {
        var word = question.Words[at];
        var folded = word.Token.Folded;
        if (word.Token.Kind == TokenKind.Symbol || Concepts.Empty.Contains(folded))
            return at + 1;
        if (word.Token.Kind == TokenKind.Quoted && slots?.FirstOrDefault(s => s.Name == word.Token.Text) is { } slot)
        {
            words.Add(new([]) { Slot = slot });
            return at + 1;
        }

        if (Concepts.IsPresent(folded) || (folded == "right" && Concepts.IsPresent(Best(at + 1))))
        {
            Add("now");
            return at + 1;
        }

        if (word.Token.Number is { } number)
        {
            Add(Number(number));
            return at + 1;
        }

        // "rolling 12 months" are the last ones.
        if (folded is "rolling" or "moving" or "trailing" && question.Words is { Count: var count } && at + 2 < count && question.Words[at + 1].Token.Number is >= 1 and <= 100 and { } units && TimeWords.Unit(Best(at + 2)) is { } unit)
        {
            Add([.. Periods(new TimeRange.Rolling((int)units, unit), at)]);
            return at + 3;
        }

        // "best selling toys" are the best.
        if (folded == "selling" && Best(at - 1) is "best" or "top" or "worst")
        {
            words.Add(new([.. Concepts.Of(folded)], Light: true));
            return at + 1;
        }

        // "15 times" is said by the number.
        if (folded == "times" && at > 0 && (question.Words[at - 1].Token.Number is not null || Best(at - 1) == "more"))
            return at + 1;

        if (word.Unknown && Split(folded))
            return at + 1;
        var forms = slots is null ? word.Forms.Select(f => f.Folded) : [folded];
        if (slots is null && (word.Unknown || word.Forms.Count > 1))
            forms = forms.Concat(spelling.Of(folded).Select(n => n.Word));
        var named = slots is null && word.Unknown ? question.Lexicon.Neighbours.Of(word.Token.Stem).SelectMany(n => Named(n.Word)) : [];
        words.Add(new([.. forms.SelectMany(Concepts.Of).Concat(named).Distinct(StringComparer.Ordinal)], Concepts.IsLight(folded) || (Best(at - 1) == "how" && Concepts.IsQuality(folded))) { IsSubject = IsSubject(at) });
        return at + 1;
    }

    // What other words say, too.
    private static bool IsRow(string key) => key.StartsWith('~');

    private static string Extreme(bool largest) => largest ? "most" : "least";

    private static bool IsTold(Mention mention) => mention.Target switch
    {
        MentionTarget.Filler or MentionTarget.Activity or MentionTarget.Listing or MentionTarget.And or MentionTarget.Or or MentionTarget.Relation or MentionTarget.Literal
            or MentionTarget.Unsupported => false,
        MentionTarget.Gradable gradable => gradable.Compares,
        MentionTarget.Metric or MentionTarget.Segment or MentionTarget.Column or MentionTarget.Table or MentionTarget.Value =>
            mention.Strength >= WeakestLink && mention.Link is not (LinkKind.Part or LinkKind.General),
        _ => true,
    };

    private IEnumerable<string> Keys(Mention mention) => mention.Target switch
    {
        MentionTarget.Period { Range: var range } => Periods(range, mention.Start),
        MentionTarget.Number { Amount: var amount } => [Number(amount)],
        MentionTarget.Extreme { Largest: var largest } => [Extreme(largest)],
        MentionTarget.Frequent { Most: var most } => [Extreme(most)],
        MentionTarget.Comparison { Operator: var compared } => [$"cmp:{compared}"],
        MentionTarget.Gradable { Descending: var descending } => [$"cmp:{(descending ? FilterOperator.Greater : FilterOperator.Less)}"],
        MentionTarget.Negation => Concepts.Of(Best(mention.Start) == "minus" ? "less" : "not"),
        MentionTarget.Missing { Present: var present } => [present ? "present" : "missing"],
        MentionTarget.Grain { Size: { } size } => [Grain(size)],
        MentionTarget.Grain => Concepts.Of("develop"),
        MentionTarget.Growth { OverAYear: true } => ["yoy"],
        MentionTarget.Growth => Concepts.Of("grow"),
        MentionTarget.Versus => Concepts.Of("compare"),
        MentionTarget.Share => Concepts.Of("share"),
        MentionTarget.Running => Concepts.Of("running"),
        MentionTarget.Count => ["count"],
        MentionTarget.Order { Descending: false } => [Extreme(false)],
        MentionTarget.Order => ["order"],
        MentionTarget.Distinct => ["distinct"],
        MentionTarget.Aggregate when IsRunning(mention.Start) => Concepts.Of("running"),
        MentionTarget.Aggregate { Function: var function } => [$"agg:{function}"],
        _ => mention.Candidates.Where(c => c.Strength >= WeakestLink).Select(c => Name(c.Target)).OfType<string>(),
    };

    private IEnumerable<string> Periods(TimeRange range, int at)
    {
        // "grew since last year"
        if (Best(at) == "since" && question.Mentions.Any(m => m.Target is MentionTarget.Growth) && range is TimeRange.Between { From: var from, To: null } && from == new DateOnly(question.Anchor.Year - 1, 1, 1))
        {
            yield return "yoy";
            yield break;
        }

        // "did it improve since last quarter": since then is compared with it.
        if (Best(at) == "since" && question.Words.Any(w => w.Best is "improve" or "improved" or "better" or "worse" or "higher" or "lower") && mentions[at + 1].Concat(mentions[at + 2]).Select(m => m.Target).OfType<MentionTarget.Period>().FirstOrDefault() is { } before)
            range = before.Range;
        yield return Period(range, question.Anchor, question.Lexicon.Model.Plugin.Calendar);
        if (range is TimeRange.Rolling { Future: false } last)
            yield return $"last {NumberText(last.Count)} {last.Unit}";
        if (range is TimeRange.Calendar { Unit: TimeGrain.Day, Offset: 0 })
            yield return "now";
    }

    public static string Grain(TimeGrain size) => $"g:{size}";

    /// <summary>The key of a thing of the model; null for others.</summary>
    public static string? Name(MentionTarget target) => target switch
    {
        MentionTarget.Metric metric => $"m:{metric.Name}",
        MentionTarget.Segment segment => $"s:{segment.Name}",
        MentionTarget.Table table => $"t:{table.Name}",
        MentionTarget.Column column => $"c:{column.TableName}.{column.ColumnName}",
        MentionTarget.Value value => $"v:{value.TableName}.{value.ColumnName}={value.Text}",
        _ => null,
    };
}
