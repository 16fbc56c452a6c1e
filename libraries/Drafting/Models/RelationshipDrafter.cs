using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>References → relationships with names and roles; types of both ends are made to meet.</summary>
internal static class RelationshipDrafter
{
    private const double Most = 0.5;

    /// <summary>The relationships that are sure. Declares the keys that they refer to.</summary>
    public static List<RelationshipDefinition> Draft(IReadOnlyList<Reference> references, IReadOnlyList<TableSketch> tables)
    {
        foreach (var reference in references)
            Prepare(reference);
        // What a chain of references has to agree on may take several rounds.
        while (references.Any(Unify))
        {
        }

        var names = new Identifiers(63);
        var roles = new HashSet<string>(tables.Select(t => t.Name));
        return [.. references.Select(r => Of(r, references, names, roles))];
    }

    /// <summary>A relationship that is only proposed.</summary>
    public static LikelyRelationship Propose(Reference reference) => new(
        new RelationshipDefinition
        {
            Name = $"{reference.Source.Name}_{Role(reference)}",
            FromTable = reference.Source.Name,
            FromColumns = [reference.Column.Name],
            ToTable = reference.Target.Name,
            ToColumns = [reference.Key.Name],
        },
        reference.Column.Profile.Distinct,
        reference.Target.Profile.Rows,
        reference.Source.Profile.Rows);

    private static RelationshipDefinition Of(Reference reference, IReadOnlyList<Reference> all, Identifiers names, HashSet<string> roles)
    {
        var role = Role(reference);
        var needsRole = reference.Source == reference.Target || all.Count(r => r.Source == reference.Source && r.Target == reference.Target) > 1;
        var says = role != reference.Target.Name && NameWords.Singular(role) != NameWords.Singular(reference.Target.Name) && role != reference.Target.One.Replace(' ', '_')
            // Neither does the key's own name say what the one is to the other, nor an abbreviation of the table's.
            && reference.Column.Name != reference.Key.Name && string.Join(' ', reference.Column.Meaning.SkipLast(ReferenceNames.KeyWords.Contains(reference.Column.Meaning[^1]) ? 1 : 0).Select(NameWords.Singular)) != reference.Target.One;
        string? given = null;
        if (needsRole)
            given = roles.Add(role) ? role : Free($"{reference.Source.Name}_{role}", roles);
        else if (says && !roles.Contains(role))
            given = roles.Add(role) ? role : null;
        return new RelationshipDefinition
        {
            Name = names.Of([reference.Source.Name, role], "relationship"),
            FromTable = reference.Source.Name,
            FromColumns = [reference.Column.Name],
            ToTable = reference.Target.Name,
            ToColumns = [reference.Key.Name],
            Cardinality = IsOneToOne(reference) ? Cardinality.OneToOne : Cardinality.ManyToOne,
            Role = given,
        };
    }

    // That the few rows of a table refer to different ones so far is chance, unless all are referred to, or they are told by it and most are.
    private static bool IsOneToOne(Reference reference) => reference.Column.IsUnique && reference.Source != reference.Target
        && reference.Column.Profile.Distinct >= reference.Target.Profile.Rows * (reference.Column == reference.Source.Key ? Most : 1);

    private static string Free(string role, HashSet<string> roles)
    {
        var free = role;
        for (var number = 2; !roles.Add(free); number++)
            free = $"{role}_{number}";
        return free;
    }

    // start_station_id → start_station; manager_id → manager; customer_id → customer.
    private static string Role(Reference reference)
    {
        var words = reference.Column.Name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Length > 1 && ReferenceNames.KeyWords.Contains(NameWords.Expand([words[^1]])[0]) ? words[..^1] : words;
        return string.Join('_', rest);
    }

    private static void Prepare(Reference reference)
    {
        if (reference.Key != reference.Target.Key)
            reference.Target.UniqueColumns.Add(reference.Key);
        if (reference.Column.IsUnique && reference.Column != reference.Source.Key)
            reference.Source.UniqueColumns.Add(reference.Column);
        // What refers is no measure.
        if (reference.Column.Kind == ColumnKind.Fact || (reference.Column.Kind == ColumnKind.Dimension && (reference.Column.IsKeyLike || TableReader.IsOfASort(reference.Column))))
            reference.Column.Kind = ColumnKind.Id;
        if (reference.Key.Kind is ColumnKind.Fact or ColumnKind.Text)
            reference.Key.Kind = ColumnKind.Id;
    }

    private static bool Unify(Reference reference)
    {
        if (reference.Column.Type == reference.Key.Type)
            return false;
        (reference.Column.Type, reference.Key.Type) = (ColumnType.Text, ColumnType.Text);
        return true;
    }
}
