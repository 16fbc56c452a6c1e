using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Relationships: both ends exist, fit each other, and the "one" side is a key.</summary>
internal sealed class RelationshipRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var relationships = check.Model.Relationships;
        for (var i = 0; i < relationships.Count; i++)
        {
            var relationship = relationships[i];
            CheckEnds(check, relationship, $"{i}");
            foreach (var earlier in relationships.Take(i))
                CheckPair(check, earlier, relationship, $"{i}");
        }
    }

    private static void CheckEnds(ModelCheck check, RelationshipDefinition relationship, string at)
    {
        if (Columns(check, relationship.FromTable, relationship.FromColumns, at, "from") is not { } from
            || Columns(check, relationship.ToTable, relationship.ToColumns, at, "to") is not { } to)
            return;
        if (from.Columns.Count != to.Columns.Count)
        {
            Bad(check, at, "to", $"One side has {from.Columns.Count} columns, the other {to.Columns.Count}.");
            return;
        }

        foreach (var (left, right) in from.Columns.Zip(to.Columns))
        {
            if (left.Type != right.Type)
                Bad(check, at, "to", $"'{left.Name}' is {Word(left.Type)}, '{right.Name}' is {Word(right.Type)}: they never meet.");
        }

        if (relationship.Cardinality != Cardinality.OneToMany)
            Key(check, to.Table, relationship.ToColumns, at, "to");
        if (relationship.Cardinality != Cardinality.ManyToOne)
            Key(check, from.Table, relationship.FromColumns, at, "from");
        if (relationship.FromTable == relationship.ToTable && relationship.Role is null)
            Bad(check, at, "to", "A table that refers to itself needs a role, such as 'manager'.");
        if (relationship.Role is { } role && role != relationship.ToTable && check.Model.Tables.Any(t => t.Name == role))
            Bad(check, at, "role", $"The role '{role}' is the name of another table.");
    }

    private static void CheckPair(ModelCheck check, RelationshipDefinition earlier, RelationshipDefinition later, string at)
    {
        if (later.Name.Length > 0 && earlier.Name == later.Name)
            check.Add(PluginFile.Schema, ["relationships", at, "name"], PluginProblemCodes.Clash, $"There are two relationships '{later.Name}'.");
        if (later.Role is not null && earlier.Role == later.Role)
            check.Add(PluginFile.Schema, ["relationships", at, "role"], PluginProblemCodes.Clash, $"There are two roles '{later.Role}'.");
        if (earlier.FromTable == later.FromTable && earlier.ToTable == later.ToTable && (earlier.Role is null || later.Role is null))
            Bad(check, at, "to", $"A second way from '{later.FromTable}' to '{later.ToTable}' needs a role, and so does the first.");
    }

    private static (TableDefinition Table, List<ColumnDefinition> Columns)? Columns(
        ModelCheck check, string tableName, IReadOnlyList<string> names, string at, string key)
    {
        IReadOnlyList<string> path = ["relationships", at, key];
        if (check.Table(tableName, PluginFile.Schema, path) is not { } table)
            return null;
        var columns = names.Select(n => check.Column(table, n, PluginFile.Schema, path)).OfType<ColumnDefinition>().ToList();
        return columns.Count == names.Count ? (table, columns) : null;
    }

    // Without a key on the "one" side a join would multiply rows.
    private static void Key(ModelCheck check, TableDefinition table, IReadOnlyList<string> columns, string at, string key)
    {
        var set = columns.ToHashSet();
        if (!table.UniqueKeys.Append(table.PrimaryKey).Any(k => k.Count > 0 && set.SetEquals(k)))
            Bad(check, at, key, $"{string.Join(", ", columns)} is no key of '{table.Name}'.", "Declare it under primary_key or unique_keys.");
    }

    private static void Bad(ModelCheck check, string at, string key, string message, string? hint = null) =>
        check.Add(PluginFile.Schema, ["relationships", at, key], PluginProblemCodes.BadRelationship, message, hint);

    private static string Word(ColumnType type) => type.ToString().ToLowerInvariant();
}
