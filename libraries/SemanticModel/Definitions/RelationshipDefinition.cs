namespace NlSql.SemanticModel.Definitions;

/// <summary>A declared join. The only paths along which tables are ever joined.</summary>
public sealed record RelationshipDefinition
{
    /// <summary>Name, unique in the model.</summary>
    public required string Name { get; init; }

    /// <summary>The referring table.</summary>
    public required string FromTable { get; init; }

    /// <summary>The referring columns, in the order of <see cref="ToColumns"/>.</summary>
    public required IReadOnlyList<string> FromColumns { get; init; }

    /// <summary>The table referred to.</summary>
    public required string ToTable { get; init; }

    /// <summary>The key referred to.</summary>
    public required IReadOnlyList<string> ToColumns { get; init; }

    /// <summary>How many rows meet how many.</summary>
    public Cardinality Cardinality { get; init; } = Cardinality.ManyToOne;

    /// <summary>What the target is to the source when two relationships lead to one table: <c>billing</c>, <c>shipping</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Whether rows without a partner stay in an answer.</summary>
    public OnMissing OnMissing { get; init; } = OnMissing.Keep;
}

/// <summary>How many rows of the source meet how many of the target.</summary>
public enum Cardinality { ManyToOne, OneToOne, OneToMany }

/// <summary>What happens to rows without a partner.</summary>
public enum OnMissing { Keep, Drop }
