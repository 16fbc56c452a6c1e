using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>A reading in the making: the mentions of one cover, and what the rules have made of them.</summary>
internal sealed class Draft
{
    public Draft(LinkedQuestion question, Cover cover)
    {
        Question = question;
        Cover = cover;
        Items = [.. cover.Mentions.Where(m => m.Target is not MentionTarget.Filler).Select((m, i) => new Item(m, i))];
    }

    public LinkedQuestion Question { get; }

    public Cover Cover { get; }

    /// <summary>The mentions that carry meaning, in order.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>What is measured.</summary>
    public List<Measure> Measures { get; } = [];

    /// <summary>What results are grouped by or, when nothing is measured, listed by.</summary>
    public List<Group> Groups { get; } = [];

    /// <summary>Conditions on columns.</summary>
    public List<Condition> Conditions { get; } = [];

    /// <summary>Conditions on measures.</summary>
    public List<(Measure Measure, FilterOperator Operator, ValueList<QueryLiteral> Values)> Having { get; } = [];

    /// <summary>Measures that are compared with what they are on average over the groups.</summary>
    public List<(Measure Measure, FilterOperator Operator)> OfAverage { get; } = [];

    /// <summary>The period.</summary>
    public TimeRange? Period { get; set; }

    /// <summary>The date column that the period is about, where it was named: "joined in 2025".</summary>
    public Item? PeriodColumn { get; set; }

    /// <summary>What the period, or each one of a series, is compared with; null for nothing.</summary>
    public PeriodComparison? Against { get; set; }

    /// <summary>How a change between two periods was asked for; null when it was not.</summary>
    public Change? Change { get; set; }

    /// <summary>Which way the groups asked for changed: less or more than before; null for any.</summary>
    public FilterOperator? Changed { get; set; }

    /// <summary>Whether values of one column are set side by side: "North vs South".</summary>
    public bool ComparesValues { get; set; }

    /// <summary>Whether shares are asked for.</summary>
    public bool Shared { get; set; }

    /// <summary>What the shares of groups have to be: literals, or the share over all rows where there are none; null for anything.</summary>
    public (FilterOperator Operator, ValueList<QueryLiteral> Values)? ShareKept { get; set; }

    /// <summary>How two values are set off against each other; null when they are not.</summary>
    public SetOff? Difference { get; set; }

    /// <summary>Whether running totals are asked for.</summary>
    public bool Summed { get; set; }

    /// <summary>The periods whose average is asked for: "average monthly revenue"; null for others.</summary>
    public TimeGrain? PerPeriod { get; set; }

    /// <summary>Rows left out before the first: "second best".</summary>
    public int Skipped { get; set; }

    /// <summary>Most rows.</summary>
    public int? Limit { get; set; }

    /// <summary>Whether the best or worst come first; null when nothing is ranked.</summary>
    public bool? Largest { get; set; }

    /// <summary>What things are ranked by, when the question says it.</summary>
    public Measure? RankedBy { get; set; }

    /// <summary>An order that is asked for besides ranking: a noun (null for the default key) and its direction.</summary>
    public (Item? Key, bool Descending)? Order { get; set; }

    /// <summary>Whether rows or distinct values are asked for.</summary>
    public bool Listed { get; set; }

    /// <summary>The features counted so far.</summary>
    public Dictionary<Feature, double> Features { get; } = [];

    /// <summary>What was assumed, in sentences.</summary>
    public List<string> Assumptions { get; } = [];

    public ModelDefinition Model => Question.Lexicon.Model;

    public void Count(Feature feature, double times = 1) => Features[feature] = Features.GetValueOrDefault(feature) + times;

    public Item? Next(Item item) => item.Index + 1 < Items.Count ? Items[item.Index + 1] : null;

    public Item? Previous(Item item) => item.Index > 0 ? Items[item.Index - 1] : null;

    /// <summary>What else of a kind the words of an item may mean.</summary>
    public IEnumerable<T> SameSpan<T>(Item item)
        where T : MentionTarget =>
        Question.Mentions.Where(m => m.Start == item.Mention.Start && m.End == item.Mention.End).SelectMany(m => m.Candidates).Select(c => c.Target).OfType<T>();

    /// <summary>The items of a kind that no rule has used.</summary>
    public IEnumerable<Item> Unused<T>()
        where T : MentionTarget => Items.Where(i => i.Role is null && i.Target is T);
}

/// <summary>One value less another.</summary>
/// <param name="Relative">Whether the difference is divided by the second.</param>
/// <param name="Downwards">Whether the first is taken from the second: "how much lower".</param>
internal sealed record SetOff(bool Relative, bool Downwards);

/// <summary>A change from one period to another.</summary>
/// <param name="Relative">Whether it is told as a part of what was before.</param>
/// <param name="Falls">Whether it is one to less: "fell most".</param>
internal sealed record Change(bool Relative, bool Falls);

/// <summary>A mention within a draft and the role that a rule gave it.</summary>
internal sealed class Item(Mention mention, int index)
{
    private IReadOnlyList<string>? tables;

    public Mention Mention { get; } = mention;

    public int Index { get; } = index;

    public MentionTarget Target => Mention.Target;

    /// <summary>What the rules took it for, in words; null while unused.</summary>
    public string? Role { get; set; }

    /// <summary>The target chosen among the candidates; null for the strongest.</summary>
    public MentionTarget? Chosen { get; set; }

    /// <summary>Whether the question says which table's column it is, so that no other candidate may be taken.</summary>
    public bool Qualified { get; set; }

    public bool IsNoun => Target is MentionTarget.Metric or MentionTarget.Column or MentionTarget.Table;

    /// <summary>The tables of what it may mean, each once.</summary>
    public IReadOnlyList<string> Tables => tables ??= [.. Mention.Candidates.Select(c => c.Target switch
    {
        MentionTarget.Column column => column.TableName,
        MentionTarget.Table table => table.Name,
        MentionTarget.Value value => value.TableName,
        _ => "",
    }).Distinct()];

    public bool Used => Role is not null;
}

/// <summary>Something measured: a metric of the model, an aggregate of a column, or the number of a table's rows.</summary>
internal sealed class Measure
{
    public string? Metric { get; init; }

    public AggregateFunction? Aggregate { get; init; }

    /// <summary>The mention of the column or table; null for a metric.</summary>
    public Item? Source { get; init; }

    /// <summary>Whether the source is a table whose rows are counted.</summary>
    public bool CountsRows { get; init; }

    /// <summary>What an average number is per: "average number of orders per customer"; null for others.</summary>
    public Item? Per { get; init; }
}

/// <summary>Something to group by: a column or table, or a time bucket.</summary>
internal sealed class Group
{
    public Item? Source { get; init; }

    public bool IsTime { get; init; }

    /// <summary>The size of the time bucket; null to choose.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>Whether a word announced it.</summary>
    public bool Announced { get; init; }

    /// <summary>The part of the date that is grouped by; null for a whole bucket or no time.</summary>
    public DatePart? Part { get; init; }

    /// <summary>Whether the best are taken within each of its values: "top 3 products per region".</summary>
    public bool Within { get; init; }
}

/// <summary>A condition on a column; which column of the candidates is decided when the measured table is known.</summary>
internal sealed class Condition
{
    /// <summary>The mentions of its values; empty for others.</summary>
    public IReadOnlyList<Item> Values { get; init; } = [];

    /// <summary>The mention of the column, where it was named.</summary>
    public Item? Column { get; init; }

    /// <summary>The table named beside the value.</summary>
    public string? Table { get; init; }

    public FilterOperator Operator { get; init; }

    public ValueList<QueryLiteral> Literals { get; init; } = [];

    public string? Segment { get; init; }

    /// <summary>The mention of dates that come again; null for others.</summary>
    public MentionTarget.Recurring? Recurring { get; init; }

    public bool Negated { get; init; }

    /// <summary>Whether it says of which rows a share is asked for, rather than which part: "of email tickets".</summary>
    public bool OfWhole { get; set; }

    /// <summary>The mention that it begins with; null when it has none.</summary>
    public Item? First => Values.Count > 0 && (Column is null || Values[0].Index < Column.Index) ? Values[0] : Column;

    /// <summary>Whether the rows are said to have what the column holds, or not to: an amount of nothing is none.</summary>
    public bool Had { get; init; }
}
