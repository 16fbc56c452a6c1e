using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>One step along a declared relationship towards at most one row: what joins are made of.</summary>
public sealed record JoinStep
{
    internal JoinStep(RelationshipDefinition relationship, bool forward)
    {
        Relationship = relationship;
        FromTable = forward ? relationship.FromTable : relationship.ToTable;
        ToTable = forward ? relationship.ToTable : relationship.FromTable;
        FromColumns = (forward ? relationship.FromColumns : relationship.ToColumns).ToValueList();
        ToColumns = (forward ? relationship.ToColumns : relationship.FromColumns).ToValueList();
        // A role names the target as seen from the source; backwards there is none.
        Role = forward ? relationship.Role : null;
    }

    /// <summary>The relationship followed.</summary>
    public RelationshipDefinition Relationship { get; }

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

    /// <summary>Whether rows without a partner stay.</summary>
    public bool KeepsUnmatched => Relationship.OnMissing == OnMissing.Keep;
}
