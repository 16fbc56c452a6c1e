using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>One step along a declared relationship: what joins are made of.</summary>
public sealed record JoinStep
{
    internal JoinStep(RelationshipDefinition relationship, bool forward)
    {
        Relationship = relationship;
        IsForward = forward;
        FromTable = forward ? relationship.FromTable : relationship.ToTable;
        ToTable = forward ? relationship.ToTable : relationship.FromTable;
        FromColumns = (forward ? relationship.FromColumns : relationship.ToColumns).ToValueList();
        ToColumns = (forward ? relationship.ToColumns : relationship.FromColumns).ToValueList();
        // A role names the target as seen from the source; backwards there is none.
        Role = forward ? relationship.Role : null;
    }

    /// <summary>The relationship followed.</summary>
    public RelationshipDefinition Relationship { get; }

    /// <summary>Whether it goes from the referring table to the table referred to.</summary>
    public bool IsForward { get; }

    /// <summary>The table left.</summary>
    public string FromTable { get; }

    /// <summary>The table reached.</summary>
    public string ToTable { get; }

    /// <summary>Columns of the table left.</summary>
    public ValueList<string> FromColumns { get; }

    /// <summary>Columns of the table reached, in the same order.</summary>
    public ValueList<string> ToColumns { get; }

    /// <summary>What the target is to the source; null when the relationship has no role.</summary>
    public string? Role { get; }

    /// <summary>Whether a row of the table left leads to at most one row of the table reached.</summary>
    public bool LeadsToOne => Relationship.Cardinality == Cardinality.OneToOne
        || Relationship.Cardinality == (IsForward ? Cardinality.ManyToOne : Cardinality.OneToMany);

    /// <summary>Whether it leads from a table to itself.</summary>
    public bool IsWithinTable => FromTable == ToTable;

    /// <summary>Whether rows without a partner stay.</summary>
    public bool KeepsUnmatched => Relationship.OnMissing == OnMissing.Keep;

    /// <summary>The same relationship the other way.</summary>
    internal JoinStep Reversed() => new(Relationship, !IsForward);
}
