using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>What can be named from one row of a table: its own columns, those of tables that it leads to one row of, and related rows.</summary>
internal sealed class Reach(EntityDraft draft, string table)
{
    /// <summary>A way that does not exist.</summary>
    public const int Nowhere = TableReach.Nowhere;

    private const double PerStep = 0.1;
    private const double PerRelatedStep = 0.35;
    private const double Unconnected = 2;
    private const double Owned = 0.6;

    // "the room's rate" where another table has a rate and the room a price.
    private const double OwnedVaguely = 0.15;
    private const double Vague = 0.3;
    private const double KeyOfItsTable = 0.05;
    private const double NamedFurther = 0.7;
    private const double Spoken = 0.12;

    private readonly Dictionary<Part, MentionTarget.Column?> best = [];
    private HashSet<string>? unsaid;

    private readonly TableReach.Row distances = draft.Question.Lexicon.Reach.From(table);

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>Steps to one row of another table; <see cref="Nowhere"/> when a row leads to several or none.</summary>
    public int StepsTo(string other) => Unsaid.Contains(other) ? Nowhere : distances.Steps(other);

    /// <summary>Whether a row of the table leads to one row of the other.</summary>
    public bool LeadsTo(string other) => StepsTo(other) < Nowhere;

    /// <summary>Whether every step to the other table refers to a row: what is negated is said of it, not of a row that may be missing.</summary>
    public bool RefersTo(string other) => !Unsaid.Contains(other) && draft.Question.Lexicon.Joins.RefersTo(Table, other);

    /// <summary>Steps to related rows of another table in either direction; <see cref="Nowhere"/> when nothing connects them.</summary>
    public int RelatedSteps(string other) => distances.Related(other);

    /// <summary>The column that a noun means from here; null when it means none that is connected.</summary>
    public MentionTarget.Column? Best(Part noun, Func<ColumnDefinition, bool>? wanted = null)
    {
        if (wanted is not null)
            return Find(noun, wanted);
        if (!best.TryGetValue(noun, out var known))
            best.Add(noun, known = Find(noun, null));
        return known;
    }

    // The members of a society are those that refer to it, and not its president, where nobody speaks of one.
    private HashSet<string> Unsaid => unsaid ??= [.. draft.Model.Relationships.Where(r => r.FromTable == Table && r.ToTable != Table && r.Role is not null).GroupBy(r => r.ToTable)
        .Where(others => others.All(r => !r.Role!.Split('_').Select(WordRoots.Of).Any(draft.Question.Roots.Contains))
            && draft.Model.Relationships.All(r => r.FromTable != Table || r.ToTable != others.Key || r.Role is not null) && draft.Model.Relationships.Any(r => r.FromTable == others.Key && r.ToTable == Table && r.Role is null))
        .Select(others => others.Key)];

    private MentionTarget.Column? Find(Part noun, Func<ColumnDefinition, bool>? wanted)
    {
        if (noun == SuperlativeRule.Worth || noun == SuperlativeRule.Units)
            return Implied(noun);
        MentionTarget.Column? best = null;
        var top = double.MinValue;
        var plainest = noun.Columns.Select(c => c.Strength).DefaultIfEmpty().Max();
        foreach (var (column, strength) in noun.Columns)
        {
            if (draft.Column(column) is not { } definition)
                continue;
            var score = strength - Cost(column.TableName) + (noun.Owner?.Tables.Contains(column.TableName) != true ? 0 : plainest - strength > Vague ? OwnedVaguely : Owned)
                + (noun.Narrowed?.Contains(column) == true ? NamedFurther : 0) + (draft.SpokenTables.Contains(column.TableName) ? Spoken : 0) - (wanted is null || wanted(definition) ? 0 : 1)
                + (definition.Kind == ColumnKind.Id && draft.Table(column.TableName)!.PrimaryKey.Contains(column.ColumnName) ? KeyOfItsTable : 0);
            if (score > top)
                (top, best) = (score, column);
        }

        return best;
    }

    /// <summary>The value that a part means from here, among those in the wanted columns.</summary>
    public MentionTarget.Value? Best(Part part, Part? named, Part? owner)
    {
        MentionTarget.Value? best = null;
        var top = double.MinValue;
        foreach (var (value, strength) in part.Values)
        {
            var score = strength - Cost(value.TableName);
            if (named?.Columns.Any(c => c.Target.TableName == value.TableName && c.Target.ColumnName == value.ColumnName) == true)
                score += 1;
            if (owner?.Tables.Contains(value.TableName) == true)
                score += Owned;
            if (score > top)
                (top, best) = (score, value);
        }

        return best;
    }

    // What rows are worth, or how many were sold, where nothing names it.
    private MentionTarget.Column? Implied(Part noun)
    {
        var ledgers = draft.Question.Lexicon.Ledgers;
        var units = noun == SuperlativeRule.Units ? ledgers.Units(Table) : null;
        return (units ?? ledgers.Worth(Table) ?? (noun == SuperlativeRule.Worth ? Pay() : null)) is { } column ? new(Table, column) : null;
    }

    // What people get.
    private string? Pay() => draft.Table(Table)?.Columns.FirstOrDefault(c => c is { Visibility: ColumnVisibility.Public, Type: ColumnType.Integer or ColumnType.Decimal } && c.Name.Split('_').Any(Pays.Contains))?.Name;

    private static readonly string[] Pays = ["salary", "wage", "wages", "pay", "earnings", "income", "compensation"];

    // What lies far away is rarely meant.
    private double Cost(string other) =>
        StepsTo(other) is var steps and < Nowhere ? PerStep * steps
        : RelatedSteps(other) is var related and < Nowhere ? PerRelatedStep + (PerStep * related)
        : Unconnected;
}
