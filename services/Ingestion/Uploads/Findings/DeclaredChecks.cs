using NlSql.Contracts.Datasets;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Uploads.Findings;

/// <summary>What a model declares about one of its tables and rows can contradict.</summary>
internal static class DeclaredChecks
{
    /// <summary>The keys of a table, each once.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> KeysOf(TableDefinition table) =>
        [.. table.UniqueKeys.Prepend(table.PrimaryKey).Where(k => k.Count > 0).DistinctBy(k => string.Join(',', k.Order(StringComparer.Ordinal)))];

    /// <summary>The relationships that have a table on either end.</summary>
    public static IEnumerable<RelationshipDefinition> RelationshipsOf(string table, IEnumerable<RelationshipDefinition> relationships) =>
        relationships.Where(r => r.FromTable == table || r.ToTable == table);

    /// <summary>The relationships that count on a key of a table: rows that share it would be counted more than once.</summary>
    public static IEnumerable<RelationshipDefinition> CountingOn(
        string table, IReadOnlyList<string> key, IEnumerable<RelationshipDefinition> relationships) => relationships.Where(r =>
            (r.ToTable == table && r.Cardinality != Cardinality.OneToMany && key.ToHashSet().SetEquals(r.ToColumns))
            || (r.FromTable == table && r.Cardinality != Cardinality.ManyToOne && key.ToHashSet().SetEquals(r.FromColumns)));

    /// <summary>Whether a finding of the version before is still true when only one table has changed.</summary>
    public static bool StillHolds(DataFinding finding, string changed, IReadOnlyList<RelationshipDefinition> relationships)
    {
        if (finding.Table == changed)
            return false;
        if (finding.Relationship is null)
            return true;
        var relationship = relationships.FirstOrDefault(r => r.Name == finding.Relationship);
        return relationship is not null
            && (finding.Code == DataFindingCodes.CardinalityViolated || (relationship.FromTable != changed && relationship.ToTable != changed));
    }
}
