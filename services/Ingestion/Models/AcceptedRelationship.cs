using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>Adds a relationship that the owner confirmed: with the key that it needs, and roles where there are two ways.</summary>
internal static class AcceptedRelationship
{
    public static ModelDefinition AddTo(ModelDefinition model, RelationshipDefinition relationship)
    {
        var others = model.Relationships.Where(r => r.FromTable == relationship.FromTable && r.ToTable == relationship.ToTable).ToList();
        var taken = model.Relationships.Select(r => r.Role).OfType<string>().Concat(model.Tables.Select(t => t.Name)).ToHashSet();
        var roles = others.Where(r => r.Role is null).Append(relationship).ToDictionary(r => r, r => Role(r, taken));
        var names = model.Relationships.Select(r => r.Name).ToHashSet();
        // The column's name is the only word that says what the one is to the other.
        var added = relationship with { Name = Free(relationship.Name, names), Role = roles[relationship] };
        return model with
        {
            Tables = [.. model.Tables.Select(t => WithKey(t, relationship))],
            Relationships = [.. model.Relationships.Select(r => roles.TryGetValue(r, out var role) ? r with { Role = role } : r), added],
        };
    }

    private static TableDefinition WithKey(TableDefinition table, RelationshipDefinition relationship)
    {
        if (table.Name == relationship.ToTable && !table.UniqueKeys.Append(table.PrimaryKey).Any(k => k.SequenceEqual(relationship.ToColumns)))
            table = table with { UniqueKeys = [.. table.UniqueKeys, relationship.ToColumns] };
        // What refers is no measure.
        return table.Name != relationship.FromTable ? table : table with
        {
            Columns = [.. table.Columns.Select(c => c.Name == relationship.FromColumns[0] && c.Kind == ColumnKind.Fact ? c with { Kind = ColumnKind.Id, Additive = Additivity.None, DefaultAggregate = null } : c)],
        };
    }

    private static string Role(RelationshipDefinition relationship, HashSet<string> taken) => Free(RoleOf(relationship), taken);

    private static string RoleOf(RelationshipDefinition relationship)
    {
        var name = relationship.FromColumns[0];
        return name.EndsWith("_id", StringComparison.Ordinal) && name.Length > 3 ? name[..^3] : name;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = $"{name}_{number}";
        return free;
    }
}
