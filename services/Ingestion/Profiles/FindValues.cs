using Dapper;
using Npgsql;
using NlSql.Ingestion.Datasets;

namespace NlSql.Ingestion.Profiles;

/// <summary>Searches the value index: values that contain a text or resemble it, whatever their letter case and accents.</summary>
internal static class FindValues
{
    // Rows fetched for each that is shown: some may be of hidden columns.
    private const int Reserve = 4;

    public static async Task<IReadOnlyList<FoundValue>> ExecuteAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, ValueQuery query, CancellationToken cancellationToken)
    {
        var text = NormalText.Of(query.Text);
        if (text.Length == 0)
            return [];
        var hidden = await HiddenColumns.OfAsync(connection, dataset, version, cancellationToken);
        var similar = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regprocedure('public.similarity(text, text)') IS NOT NULL", cancellationToken: cancellationToken));
        var found = await connection.QueryAsync<FoundValue>(new CommandDefinition(
            $"""
            SELECT v.table_name AS "Table", c.name AS "Column", i.value AS "Value", sum(i.occurrences)::bigint AS "Rows"
            FROM version_parts v
            JOIN part_columns c USING (dataset_id, part_id)
            JOIN part_values i USING (dataset_id, part_id, ordinal)
            WHERE v.dataset_id = @DatasetId AND v.version = @version AND c.tenant_id = @TenantId
              AND (@Table::text IS NULL OR v.table_name = @Table) AND (@Column::text IS NULL OR c.name = @Column)
              AND (i.normal LIKE '%' || @text || '%'{(similar ? " OR i.normal OPERATOR(public.%) @text" : "")})
            GROUP BY v.table_name, c.name, i.value, i.normal
            ORDER BY i.normal = @text DESC, i.normal LIKE @text || '%' DESC, {(similar ? "public.similarity(i.normal, @text) DESC, " : "")}sum(i.occurrences) DESC, i.value
            LIMIT @most
            """,
            new { dataset.DatasetId, dataset.TenantId, version, query.Table, query.Column, text, most = query.Limit * Reserve },
            cancellationToken: cancellationToken));
        return [.. found.Where(f => !hidden.Contains((f.Table, f.Column))).Take(query.Limit)];
    }
}

/// <summary>What was found, best first. Columns with more values than are indexed are searched among the indexed ones; the profile says which.</summary>
internal sealed record FoundValues(Guid DatasetId, int Version, IReadOnlyList<FoundValue> Values);

/// <summary>What is searched for, and where.</summary>
internal sealed record ValueQuery(string Text, string? Table, string? Column, int Limit);

/// <summary>A value of the index.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Its column.</param>
/// <param name="Value">The value as it is stored.</param>
/// <param name="Rows">Rows that have it, as far as they were counted.</param>
internal sealed record FoundValue(string Table, string Column, string Value, long Rows);
