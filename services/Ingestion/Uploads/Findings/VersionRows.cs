using Npgsql;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Datasets;

namespace NlSql.Ingestion.Uploads.Findings;

/// <summary>
/// The rows of a version that is about to be published, table by table: the parts that are partitions already, and the part that is still a
/// table of its own.
/// </summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="NewPart">The part that the upload has loaded.</param>
/// <param name="Parts">All parts of the version.</param>
internal sealed record VersionRows(Guid DatasetId, Guid NewPart, IReadOnlyList<PartRow> Parts)
{
    public bool Has(string table) => Parts.Any(p => p.TableName == table);

    /// <summary>Columns of a table's rows as a FROM item; the ids are UUIDs, so their text needs no quoting.</summary>
    public string Of(string table, IReadOnlyList<string> columns)
    {
        var list = string.Join(", ", columns.Select(SqlNames.Quote));
        var own = Parts.Where(p => p.TableName == table).ToList();
        var selects = new List<string>();
        if (own.Exists(p => p.PartId == NewPart))
            selects.Add($"SELECT {list} FROM {SqlNames.InData(SqlNames.PartName(NewPart))}");
        var older = own.Where(p => p.PartId != NewPart).Select(p => $"'{p.PartId:D}'").ToList();
        if (older.Count > 0)
            selects.Add($"SELECT {list} FROM {SqlNames.InData(own[0].PhysicalName)} WHERE dataset_id = '{DatasetId:D}' AND part_id IN ({string.Join(", ", older)})");
        return $"({string.Join(" UNION ALL ", selects)})";
    }

    /// <summary>Lets the transaction read the older parts.</summary>
    public Task OpenAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        PartTables.ExecuteAsync(transaction, [RowSecurity.Scope(DatasetId), "SET LOCAL work_mem = '64MB'"], cancellationToken);
}
