using System.Runtime.CompilerServices;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>What nouns are shown as: columns as they are, things by their name, people by first and last name.</summary>
internal static class Outputs
{
    // Asked for hundreds of times while a question is read; lives as long as its table.
    private static readonly ConditionalWeakTable<TableDefinition, Columns> Known = [];

    /// <summary>The columns that a noun shows, seen from a table; empty when there is none.</summary>
    public static IReadOnlyList<MentionTarget.Column> Of(EntityDraft draft, Part noun, Reach reach)
    {
        if (noun.Target is MentionTarget.Table table)
            return Display(draft.Table(table.Name)!);
        if (reach.Best(noun) is not { } best)
            return [];
        // "supervisors" are told by their names.
        if (SelfRole.Of(draft, noun) is { } self && reach.Table == self.Column.TableName && ColumnsOf(draft.Table(self.Column.TableName)!).Named is { Count: > 0 } names)
            return names;
        // "name" of a thing whose name is in a column called otherwise.
        if (noun.Is("name", "names") && noun.Owner is { } owner && !owner.Tables.Contains(best.TableName) && draft.Table(owner.Tables[0]) is { } owned && reach.LeadsTo(owned.Name) && ColumnsOf(owned).Named is { Count: > 0 } named)
            return named;
        // "its name and the names of the rowers who rowed it": a boat has no rower's name.
        if (noun.Is("name", "names") && noun.Owner is { } other && !other.Tables.Contains(best.TableName) && draft.Table(other.Tables[0]) is { } others && ColumnsOf(others).Named.Count > 0 && !reach.LeadsTo(others.Name))
            return [];
        // "names" of people whose name is in two columns.
        var parts = ColumnsOf(draft.Table(best.TableName)!).Parts;
        return parts.Count == 2 && parts.Contains(best) && !noun.Text.Contains("first", StringComparison.Ordinal) && !noun.Text.Contains("last", StringComparison.Ordinal)
            && !noun.Text.Contains("sur", StringComparison.Ordinal) && !noun.Text.Contains("given", StringComparison.Ordinal) && !noun.Text.Contains("family", StringComparison.Ordinal)
                ? parts : [best];
    }

    /// <summary>How a row of a table is shown.</summary>
    public static IReadOnlyList<MentionTarget.Column> Display(TableDefinition table) => ColumnsOf(table) switch
    {
        { Named.Count: > 0 } columns => columns.Named,
        var columns => columns.Keys,
    };

    /// <summary>Whether a column tells the rows of its table apart, or names them.</summary>
    public static bool Identifies(EntityDraft draft, MentionTarget.Column column)
    {
        var table = draft.Table(column.TableName)!;
        return table.PrimaryKey.Contains(column.ColumnName) || IsKey(draft, column) || Display(table).Contains(column);
    }

    /// <summary>Whether no two rows have the same value in a column.</summary>
    public static bool IsKey(EntityDraft draft, MentionTarget.Column column) => RowKeys.IsUnique(draft.Table(column.TableName)!, column.ColumnName);

    private static Columns ColumnsOf(TableDefinition table) => Known.GetValue(table, t =>
    {
        IReadOnlyList<MentionTarget.Column> parts = [.. DisplayColumns.PersonNames(t).Select(n => new MentionTarget.Column(t.Name, n))];
        return new(Name(t, parts), parts, Keys(t));
    });

    private static IReadOnlyList<MentionTarget.Column> Name(TableDefinition table, IReadOnlyList<MentionTarget.Column> parts)
    {
        if (DisplayColumns.NameColumn(table) is { } name && !parts.Any(p => p.ColumnName == name))
            return [new(table.Name, name)];
        if (parts.Count > 0)
            return parts;
        var itself = Tokens.EnglishStemmer.Stem(table.Name);
        return table.Columns.FirstOrDefault(c => c.Type == ColumnType.Text && Tokens.EnglishStemmer.Stem(c.Name) == itself) is { } same ? [new(table.Name, same.Name)] : [];
    }

    private static IReadOnlyList<MentionTarget.Column> Keys(TableDefinition table) => table.PrimaryKey.Count > 0
        ? [.. table.PrimaryKey.Select(k => new MentionTarget.Column(table.Name, k))]
        : [.. table.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Take(1).Select(c => new MentionTarget.Column(table.Name, c.Name))];

    /// <summary>The columns that tell what a row is.</summary>
    /// <param name="Named">Those that name it: one called a name, first and last name, or the table's own word; empty when there are none.</param>
    /// <param name="Parts">First and last name; empty when they are no columns of their own.</param>
    /// <param name="Keys">Its key, else its first column.</param>
    private sealed record Columns(IReadOnlyList<MentionTarget.Column> Named, IReadOnlyList<MentionTarget.Column> Parts, IReadOnlyList<MentionTarget.Column> Keys);
}
