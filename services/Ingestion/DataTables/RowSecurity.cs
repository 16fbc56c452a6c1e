namespace NlSql.Ingestion.DataTables;

/// <summary>
/// Fence 3 (row-level security): rows show only within a transaction that has set <c>nlsql.dataset_id</c> to their dataset, for the
/// owner too, on the parent and on each partition. A setting that is no UUID matches nothing and raises no error that would repeat it.
/// </summary>
internal static class RowSecurity
{
    public static IReadOnlyList<string> Commands(string table) =>
    [
        $"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        $"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        // As a sub-select the setting is read once per query instead of once per row.
        $$"""
        CREATE POLICY dataset_scope ON {{table}} USING (dataset_id = (
            SELECT CASE WHEN s.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN s.id::uuid END
            FROM (SELECT current_setting('nlsql.dataset_id', true) AS id) s))
        """,
    ];

    /// <summary>Opens the scope for the transaction. The id is a UUID, so its text needs no quoting.</summary>
    public static string Scope(Guid datasetId) => $"SET LOCAL nlsql.dataset_id = '{datasetId:D}'";
}
