using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking;

/// <summary>What a span of the question may stand for. Closed: the nested types are all there are.</summary>
public abstract record MentionTarget
{
    private MentionTarget()
    {
    }

    /// <summary>A metric of the model.</summary>
    public sealed record Metric(string Name) : MentionTarget;

    /// <summary>A column.</summary>
    public sealed record Column(string TableName, string ColumnName) : MentionTarget;

    /// <summary>A table: its rows, as things.</summary>
    public sealed record Table(string Name) : MentionTarget;

    /// <summary>A value found in a column.</summary>
    public sealed record Value(string TableName, string ColumnName, string Text) : MentionTarget;

    /// <summary>Quoted text that no column is known to hold.</summary>
    public sealed record Literal(string Text) : MentionTarget;

    /// <summary>A named filter.</summary>
    public sealed record Segment(string Name) : MentionTarget;

    /// <summary>A range of time.</summary>
    /// <param name="Range">The range.</param>
    /// <param name="Note">What was assumed to read it, as a sentence; null for nothing.</param>
    public sealed record Period(TimeRange Range, string? Note = null) : MentionTarget;

    /// <summary>A size of time bucket: "monthly". Without one ("over time") the range decides.</summary>
    /// <param name="Size">The grain; null to choose.</param>
    /// <param name="Stated">Whether the words ask for buckets by themselves ("daily"), so that no "by" is needed.</param>
    public sealed record Grain(TimeGrain? Size, bool Stated) : MentionTarget;

    /// <summary>A part of dates that comes again, to group by: "weekday".</summary>
    public sealed record DateUnit(DatePart Part) : MentionTarget;

    /// <summary>Dates with some values of a part: "on Mondays", "at weekends".</summary>
    public sealed record Recurring(DatePart Part, ValueList<QueryLiteral> Values) : MentionTarget;

    /// <summary>An aggregate: "average".</summary>
    public sealed record Aggregate(AggregateFunction Function) : MentionTarget;

    /// <summary>Counting: "how many", "number of".</summary>
    public sealed record Count : MentionTarget;

    /// <summary>"different", "distinct".</summary>
    public sealed record Distinct : MentionTarget;

    /// <summary>A number.</summary>
    public sealed record Number(decimal Amount, NumberForm Form) : MentionTarget;

    /// <summary>How many times an aggregate something is compared with: "twice the" average.</summary>
    public sealed record Multiple(decimal Times) : MentionTarget;

    /// <summary>A word that announces what to group by.</summary>
    /// <param name="Each">Whether it groups for certain ("for each", "per"); "by" may also announce a measure.</param>
    public sealed record Grouping(bool Each) : MentionTarget;

    /// <summary>A superlative: "highest", "most", "fewest".</summary>
    public sealed record Extreme(bool Largest) : MentionTarget;

    /// <summary>"most common", "least popular": by how often something occurs.</summary>
    public sealed record Frequent(bool Most) : MentionTarget;

    /// <summary>A column that an adjective measures without naming it: "oldest", "cheaper than".</summary>
    /// <param name="TableName">The column's table.</param>
    /// <param name="ColumnName">The column.</param>
    /// <param name="Descending">Whether more of the adjective is more of the column: the oldest have the highest age but the first birth date.</param>
    /// <param name="Compares">Whether it compares ("older than") rather than takes the extreme.</param>
    public sealed record Gradable(string TableName, string ColumnName, bool Descending, bool Compares) : MentionTarget;

    /// <summary>How many of the best or worst: "top 5", "bottom three", "first 10".</summary>
    /// <param name="Rows">The number; null when none is said.</param>
    /// <param name="Largest">Whether the largest come first; null for "first", "any".</param>
    public sealed record Limit(int? Rows, bool? Largest) : MentionTarget;

    /// <summary>A place in an order: "second best", "3rd largest".</summary>
    /// <param name="Rank">From 2.</param>
    public sealed record Place(int Rank) : MentionTarget;

    /// <summary>A word of order.</summary>
    /// <param name="Descending">The direction; null when none is said.</param>
    /// <param name="TakesKey">Whether the key follows: "sorted by".</param>
    public sealed record Order(bool? Descending, bool TakesKey) : MentionTarget;

    /// <summary>A comparison: "more than", "at least", "between", "contains".</summary>
    /// <param name="Operator">The operator.</param>
    /// <param name="Trails">Whether it stands behind its number: "5 or more".</param>
    public sealed record Comparison(FilterOperator Operator, bool Trails = false) : MentionTarget
    {
        /// <summary>How many times what is compared with: 1.2 of "more than 20 % above".</summary>
        public decimal Times { get; init; } = 1;
    }

    /// <summary>"not", "except", "without".</summary>
    public sealed record Negation : MentionTarget;

    /// <summary>"excluded", "left out": what stands before it is not.</summary>
    public sealed record LeftOut : MentionTarget;

    /// <summary>"missing", "empty", "unknown"; or their opposite.</summary>
    public sealed record Missing(bool Present) : MentionTarget;

    /// <summary>A word that asks to see something: "list", "show", "which".</summary>
    /// <param name="Which">Whether it asks for some out of many ("which", "who").</param>
    public sealed record Listing(bool Which) : MentionTarget;

    /// <summary>A verb of the trade that the measure or the table already says: "sold", "bought", "placed".</summary>
    public sealed record Activity : MentionTarget;

    /// <summary>A verb that only says how things belong together: "taught", "handled".</summary>
    public sealed record Relation : MentionTarget;

    /// <summary>"and", a comma.</summary>
    public sealed record And : MentionTarget;

    /// <summary>"or".</summary>
    public sealed record Or : MentionTarget;

    /// <summary>A word that carries no meaning of its own here.</summary>
    public sealed record Filler : MentionTarget;

    /// <summary>The change of a measure from period to period: "growth", "month over month".</summary>
    /// <param name="Size">The period; null when none is said.</param>
    /// <param name="OverAYear">Whether it is compared with the same period a year before.</param>
    public sealed record Growth(TimeGrain? Size, bool OverAYear) : MentionTarget;

    /// <summary>"compared to", "vs".</summary>
    public sealed record Versus : MentionTarget;

    /// <summary>"share of", "percentage of".</summary>
    public sealed record Share : MentionTarget;

    /// <summary>"how many more", "difference between": one of two values set off against the other.</summary>
    /// <param name="Relative">Whether it is told as a part of the second.</param>
    public sealed record Difference(bool Relative) : MentionTarget;

    /// <summary>"running total", "cumulative".</summary>
    public sealed record Running : MentionTarget;

    /// <summary>Words that ask for a way of calculating that is known but cannot be expressed yet.</summary>
    /// <param name="What">Its name for people.</param>
    public sealed record Unsupported(string What) : MentionTarget;
}
