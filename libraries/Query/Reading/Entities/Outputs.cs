using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>What nouns are shown as: columns as they are, things by their name, people by first and last name.</summary>
internal static class Outputs
{
    /// <summary>The columns that a noun shows, seen from a table; empty when there is none.</summary>
    public static IReadOnlyList<MentionTarget.Column> Of(EntityDraft draft, Part noun, Reach reach)
    {
        if (noun.Target is MentionTarget.Table table)
            return Display(draft.Table(table.Name)!);
        if (reach.Best(noun) is not { } best)
            return [];
        // "name" of a thing whose name is in a column called otherwise.
        if (noun.Is("name", "names") && noun.Owner is { } owner && !owner.Tables.Contains(best.TableName) && draft.Table(owner.Tables.First()) is { } owned && reach.LeadsTo(owned.Name) && Named(owned) is { Count: > 0 } named)
            return named;
        // "names" of people whose name is in two columns.
        var parts = NameParts(draft.Table(best.TableName)!);
        return parts.Count == 2 && parts.Contains(best) && !noun.Text.Contains("first", StringComparison.Ordinal) && !noun.Text.Contains("last", StringComparison.Ordinal)
            && !noun.Text.Contains("sur", StringComparison.Ordinal) && !noun.Text.Contains("given", StringComparison.Ordinal) && !noun.Text.Contains("family", StringComparison.Ordinal)
                ? parts : [best];
    }

    /// <summary>How a row of a table is shown.</summary>
    public static IReadOnlyList<MentionTarget.Column> Display(TableDefinition table)
    {
        if (Named(table) is { Count: > 0 } named)
            return named;
        if (table.PrimaryKey.Count > 0)
            return [.. table.PrimaryKey.Select(k => new MentionTarget.Column(table.Name, k))];
        return [.. table.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Take(1).Select(c => new MentionTarget.Column(table.Name, c.Name))];
    }

    // The column that names a row: one called a name, first and last name, or the table's own word.
    private static IReadOnlyList<MentionTarget.Column> Named(TableDefinition table)
    {
        if (DisplayColumns.NameColumn(table) is { } name && !DisplayColumns.PersonNames(table).Contains(name))
            return [new(table.Name, name)];
        if (NameParts(table) is { Count: > 0 } parts)
            return parts;
        var itself = Tokens.EnglishStemmer.Stem(table.Name);
        return table.Columns.FirstOrDefault(c => c.Type == ColumnType.Text && Tokens.EnglishStemmer.Stem(c.Name) == itself) is { } same ? [new(table.Name, same.Name)] : [];
    }

    /// <summary>Whether a column tells the rows of its table apart, or names them.</summary>
    public static bool Identifies(EntityDraft draft, MentionTarget.Column column)
    {
        var table = draft.Table(column.TableName)!;
        return table.PrimaryKey.Contains(column.ColumnName) || table.UniqueKeys.Any(k => k.Count == 1 && k[0] == column.ColumnName) || Display(table).Contains(column);
    }

    private static IReadOnlyList<MentionTarget.Column> NameParts(TableDefinition table) => [.. DisplayColumns.PersonNames(table).Select(n => new MentionTarget.Column(table.Name, n))];
}
