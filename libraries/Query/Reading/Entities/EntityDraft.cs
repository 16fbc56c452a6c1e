using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>A question about things in the making: the parts of one cover, and what the rules have made of them.</summary>
internal sealed class EntityDraft
{
    private readonly Dictionary<string, Reach> reaches = new(StringComparer.Ordinal);

    // Every table that may be meant asks for it.
    private readonly Lazy<RoleNoun?> roleNoun;

    public EntityDraft(LinkedQuestion question, Cover cover)
    {
        Question = question;
        Cover = cover;
        Parts = PartList.Of(question, cover);
        roleNoun = new(() => Entities.RoleNoun.Of(this));
        SpokenTables = Parts.SelectMany(p => p.Tables.Take(1)).ToHashSet(StringComparer.Ordinal);
    }

    public LinkedQuestion Question { get; }

    public Cover Cover { get; }

    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The tables that nouns of the question name.</summary>
    public IReadOnlySet<string> SpokenTables { get; }

    /// <summary>The noun for what a row is to one of another table; null when there is none.</summary>
    public RoleNoun? RoleNoun => roleNoun.Value;

    public ModelDefinition Model => Question.Lexicon.Model;

    /// <summary>Whether the two numbers that are shown are the ends of what is asked for.</summary>
    public bool Spread { get; set; }

    /// <summary>The table whose rows are listed or counted, where a noun names it.</summary>
    public Part? Thing { get; set; }

    /// <summary>What is shown of each thing, in order.</summary>
    public List<Quantity> Outputs { get; } = [];

    /// <summary>What the outputs are grouped by, where a word such as "each" says so.</summary>
    public List<Part> Groups { get; } = [];

    /// <summary>What has to hold.</summary>
    public List<Demand> Demands { get; } = [];

    /// <summary>What the rows are ordered by.</summary>
    public List<(Quantity Key, bool Descending)> Orders { get; } = [];

    /// <summary>Most rows; null for all.</summary>
    public int? Limit { get; set; }

    /// <summary>Rows left out before the first: "second largest".</summary>
    public int Skipped { get; set; }

    /// <summary>Whether the rows are ranked, so that only the first are wanted.</summary>
    public bool Ranked { get; set; }

    /// <summary>Whether equal rows count once.</summary>
    public bool Distinct { get; set; }

    /// <summary>Whether everything about a thing is asked for.</summary>
    public bool Everything { get; set; }

    /// <summary>Whether conditions are alternatives: "either … or".</summary>
    public bool Alternatives { get; set; }

    /// <summary>Whether "who" asks for the things themselves.</summary>
    public bool AsksWho => Parts.Count > 0 && Parts[0].Is("who", "who is", "who are", "who has", "who have");

    /// <summary>Whether rows are listed by nothing but what they are: "list the captains in Bern". Single transactions are nobody's list.</summary>
    public bool ListsValues => Thing is null && Outputs.Count == 0 && Parts.Count > 0 && Parts[0] is { Target: MentionTarget.Listing { Which: false } } && Parts.All(p => p.Target is null or MentionTarget.Listing or MentionTarget.Value or MentionTarget.And or MentionTarget.Or or MentionTarget.Relation or MentionTarget.Filler)
        && Parts.Where(p => p.Target is MentionTarget.Value).All(p => p.Values.All(v => !Question.Lexicon.Ledgers.Contains(v.Target.TableName)));

    /// <summary>The features counted so far.</summary>
    public Dictionary<Feature, double> Features { get; } = [];

    /// <summary>What was assumed, in sentences.</summary>
    public List<string> Assumptions { get; } = [];

    public void Count(Feature feature, double times = 1) => Features[feature] = Features.GetValueOrDefault(feature) + times;

    public Part? At(int index) => index >= 0 && index < Parts.Count ? Parts[index] : null;

    /// <summary>The next part that is no determiner.</summary>
    public Part? Next(Part part)
    {
        var next = At(part.Index + 1);
        while (next is not null && next.Target is null or MentionTarget.Listing or MentionTarget.Grouping && ClauseWords.Determiners.Contains(next.Text))
            next = At(next.Index + 1);
        return next?.Sentence == part.Sentence ? next : null;
    }

    /// <summary>The part before that is no determiner.</summary>
    public Part? Previous(Part part)
    {
        var before = At(part.Index - 1);
        while (before is not null && before.Target is null or MentionTarget.Listing && ClauseWords.Determiners.Contains(before.Text))
            before = At(before.Index - 1);
        return before?.Sentence == part.Sentence ? before : null;
    }

    /// <summary>The parts of a kind that no rule has used.</summary>
    public IEnumerable<Part> Unused<T>()
        where T : MentionTarget => Parts.Where(p => p.Role is null && p.Target is T);

    /// <summary>The definition of a column.</summary>
    public ColumnDefinition? Column(MentionTarget.Column column) => Question.Lexicon.Reach.Column(column.TableName, column.ColumnName);

    /// <summary>The definition of a table.</summary>
    public TableDefinition? Table(string name) => Question.Lexicon.Reach.Table(name);

    /// <summary>What can be named from one row of a table, once the rules have given every part its role.</summary>
    public Reach From(string table) => reaches.TryGetValue(table, out var known) ? known : reaches[table] = new(this, table);

    /// <summary>Whether a row of one table leads to one row of another.</summary>
    public bool Leads(string from, string to) => Question.Lexicon.Reach.From(from).Steps(to) < TableReach.Nowhere;

    /// <summary>Whether a column refers to the rows of a table that the question speaks of, by a noun or by one of its values.</summary>
    public bool RefersToSaid(Part column) => column.Strongest is { } key && Model.Relationships.Any(r => r.FromTable == key.TableName && r.FromColumns.Contains(key.ColumnName)
        && (SpokenTables.Contains(r.ToTable) || Parts.Any(p => p.Values.Any(v => v.Target.TableName == r.ToTable))));

    /// <summary>Whether a noun may mean a number that can be added up or compared.</summary>
    public bool IsNumber(Part noun) => noun.Columns.Any(c => Column(c.Target) is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id });

    /// <summary>Whether a noun means a column of yes and no.</summary>
    public bool IsTruth(Part noun) => noun.Strongest is { } column && Truths.Is(Question.Lexicon, column);

    /// <summary>Whether a noun means single transactions, their categories or keys: what they are worth can be added up.</summary>
    public bool IsOfLedger(Part noun) => noun.Target is MentionTarget.Table
        ? noun.Tables.Any(Question.Lexicon.Ledgers.Contains)
        : noun.Strongest is { } column && Question.Lexicon.Ledgers.Contains(column.TableName) && Column(column) is { Kind: ColumnKind.Id or ColumnKind.Dimension, Type: ColumnType.Text };

    /// <summary>Whether a noun means what single transactions are told by, such as the order of a line.</summary>
    public bool IsKeyOfLedger(Part noun) => noun is { Target: MentionTarget.Column, Strongest: { } column } && Column(column)?.Kind == ColumnKind.Id && Question.Lexicon.Ledgers.Contains(column.TableName);

    /// <summary>Whether a noun means what rows are numbered by, where no other table has those numbers: "order" of order lines, whether the model keeps a ledger of them or not.</summary>
    public bool NumbersRows(Part noun) => IsKeyOfLedger(noun) || (noun is { Target: MentionTarget.Column, Strongest: { } key } && Column(key) is { } number && RowKeys.NumbersRows(Model, key.TableName, number) && Table(key.TableName)!.TimeColumn is not null);

    /// <summary>The only table whose rows are about a thing and have a date of their own; null where there are several.</summary>
    public string? Happenings(string thing) => Model.Relationships.Where(r => r.ToTable == thing && r.FromTable != thing).Select(r => r.FromTable).Distinct().Where(t => Table(t)!.TimeColumn is not null).ToList() is [var only] ? only : null;

    /// <summary>Whether values of a column may be added up, as the model's own measures do.</summary>
    public bool IsAdditive(MentionTarget.Column column) => Model.Metrics.Any(m => m.Type == MetricType.Simple && m.Aggregate == AggregateFunction.Sum && m.Table == column.TableName && m.Expression == column.ColumnName)
        || Column(column) is { Computation: not null, Additive: Additivity.Full };

    /// <summary>Whether a noun names things, or values that are neither numbers nor dates: what rows are grouped by and told by.</summary>
    public bool IsCategory(Part noun) => noun.Target is MentionTarget.Table || (!IsNumber(noun) && !IsTime(noun));

    /// <summary>Whether a noun may mean a date.</summary>
    public bool IsTime(Part noun) => noun.Columns.Any(c => Column(c.Target) is { Type: ColumnType.Date or ColumnType.Timestamp });
}

/// <summary>A condition as it was said. Closed: the nested types are all there are.</summary>
internal abstract record Demand
{
    /// <summary>The clause that it stands in: conditions of one clause about the same table are about the same row of it.</summary>
    public required (int Sentence, int Clause) Place { get; init; }

    /// <summary>Whether it must not hold.</summary>
    public bool Negated { get; init; }

    /// <summary>Whether each value must hold for a row of its own: "both A and B".</summary>
    public bool Both { get; init; }

    /// <summary>A column is one of these values; the column is decided later where none is named.</summary>
    public sealed record Is(ValueList<Part> Values, Part? Column, Part? Table) : Demand;

    /// <summary>A named column compared with literals.</summary>
    public sealed record Compares(Part Column, FilterOperator Operator, ValueList<QueryLiteral> Literals) : Demand;

    /// <summary>A named column compared with an aggregate over all rows, or over those with some values.</summary>
    public sealed record ComparesAggregate(Part Column, FilterOperator Operator, AggregateFunction Function, Part? Of, ValueList<Part> Values) : Demand
    {
        /// <summary>How many times the aggregate: "twice the average".</summary>
        public decimal Times { get; init; } = 1;

        /// <summary>The group of each row that the aggregate is taken over; null for all rows.</summary>
        public OwnGroup? Group { get; init; }
    }

    /// <summary>A column compared with another one of the same thing.</summary>
    public sealed record ComparesColumn(Part Column, FilterOperator Operator, Part Other) : Demand
    {
        /// <summary>How many times the other: "more than 20 % over the quote".</summary>
        public decimal Times { get; init; } = 1;
    }

    /// <summary>It has a column, or the thing that it refers to, in common with the rows that have some values.</summary>
    public sealed record Same(Part Noun, ValueList<Part> Values) : Demand;

    /// <summary>Rows of another table belong to the thing.</summary>
    public sealed record Exists(Part Table) : Demand;

    /// <summary>A number of rows of another table, or of values of a column, belongs to the thing.</summary>
    public sealed record Counts(Quantity Quantity, FilterOperator Operator, ValueList<QueryLiteral> Literals) : Demand
    {
        /// <summary>How many times the same aggregate over all rows it is compared with, instead of literals; null for these.</summary>
        public decimal? OfAll { get; init; }

        /// <summary>The values that those rows have; empty for all of them.</summary>
        public ValueList<Part> Among { get; init; } = [];
    }

    /// <summary>It belongs to the first rows of another table in some order: "in the district with the most people".</summary>
    public sealed record First(Part Table, Quantity Key, bool Descending, int Rows) : Demand;

    /// <summary>Other rows of the same table refer to it by a column: somebody is supervised by whoever this is.</summary>
    public sealed record Referred(MentionTarget.Column By) : Demand;

    /// <summary>A column has no value.</summary>
    public sealed record Missing(Part Column) : Demand
    {
        /// <summary>Whether it is said of what the thing has: an amount of nothing is none.</summary>
        public bool Had { get; init; }
    }

    /// <summary>A period; the date column is null for the thing's usual one.</summary>
    public sealed record During(Part Period, TimeRange Range, Part? Column) : Demand;
}
