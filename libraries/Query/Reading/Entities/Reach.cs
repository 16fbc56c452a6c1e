using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>What can be named from one row of a table: its own columns, those of tables that it leads to one row of, and related rows.</summary>
internal sealed class Reach(EntityDraft draft, string table)
{
    /// <summary>A way that does not exist.</summary>
    public const int Nowhere = 100;

    private const double PerStep = 0.1;
    private const double PerRelatedStep = 0.35;
    private const double Owned = 0.6;
    private const double KeyOfItsTable = 0.05;

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>Steps to one row of another table; <see cref="Nowhere"/> when a row leads to several or none.</summary>
    public int StepsTo(string other) =>
        other == Table ? 0 : draft.Question.Lexicon.Joins.ShortestPaths(Table, other) is [var path, ..] ? path.Count : Nowhere;

    /// <summary>Whether a row of the table leads to one row of the other.</summary>
    public bool LeadsTo(string other) => StepsTo(other) < Nowhere;

    /// <summary>Steps to related rows of another table in either direction; <see cref="Nowhere"/> when nothing connects them.</summary>
    public int RelatedSteps(string other) => draft.Question.Lexicon.Distances.Steps(Table, other) ?? Nowhere;

    /// <summary>The column that a noun means from here; null when it means none that is connected.</summary>
    public MentionTarget.Column? Best(Part noun, Func<ColumnDefinition, bool>? wanted = null)
    {
        MentionTarget.Column? best = null;
        var top = double.MinValue;
        foreach (var (column, strength) in noun.Columns)
        {
            if (draft.Column(column) is not { } definition)
                continue;
            var steps = StepsTo(column.TableName);
            var cost = steps < Nowhere ? PerStep * steps : RelatedSteps(column.TableName) is var related && related < Nowhere ? PerRelatedStep + (PerStep * related) : 2;
            var score = strength - cost + (noun.Owner?.Tables.Contains(column.TableName) == true ? Owned : 0) - (wanted is null || wanted(definition) ? 0 : 1)
                + (definition.Kind == ColumnKind.Id && draft.Model.FindTable(column.TableName)!.PrimaryKey.Contains(column.ColumnName) ? KeyOfItsTable : 0);
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
            var steps = StepsTo(value.TableName);
            var cost = steps < Nowhere ? PerStep * steps : RelatedSteps(value.TableName) is var related && related < Nowhere ? PerRelatedStep + (PerStep * related) : 2;
            var score = strength - cost;
            if (named?.Columns.Any(c => c.Target.TableName == value.TableName && c.Target.ColumnName == value.ColumnName) == true)
                score += 1;
            if (owner?.Tables.Contains(value.TableName) == true)
                score += Owned;
            if (score > top)
                (top, best) = (score, value);
        }

        return best;
    }
}
