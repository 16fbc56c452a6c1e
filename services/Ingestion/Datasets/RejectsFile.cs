using System.Globalization;
using System.Text;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults.Csv;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Datasets;

/// <summary>The rows that an upload left out, as a CSV file. Unless asked for as they are, no cell is a formula for a spreadsheet.</summary>
internal sealed class RejectsFile(NpgsqlDataSource database)
{
    private const string Header = "line,column,code,message,original\r\n";
    private const int BlockSize = 32 << 10;

    /// <summary>Finds the part: of the table, what the version has of it last; without a table, what the version's own upload brought.</summary>
    public async Task<Result<Guid>> FindPartAsync(DatasetRow dataset, int? version, string? table, CancellationToken cancellationToken)
    {
        var wanted = version ?? dataset.CurrentVersion;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var versions = await DatasetStore.VersionsAsync(connection, dataset, wanted + 1, 1, cancellationToken);
        if (versions.SingleOrDefault(v => v.Version == wanted) is not { } own)
            return DatasetErrors.VersionUnknown(dataset.DatasetId, wanted);
        var name = table ?? own.TableName;
        var parts = await DatasetStore.PartsAsync(connection, dataset, wanted, cancellationToken);
        return parts.LastOrDefault(p => p.TableName == name) is { } part ? part.PartId : DatasetErrors.TableEmpty(name);
    }

    /// <summary>Writes the file as it is read.</summary>
    public async Task WriteAsync(DatasetRow dataset, Guid partId, bool raw, Stream output, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT r.line, r.column_name, r.code, r.original, c.type
            FROM rejects r LEFT JOIN part_columns c ON c.dataset_id = r.dataset_id AND c.part_id = r.part_id AND c.name = r.column_name
            WHERE r.tenant_id = $1 AND r.dataset_id = $2 AND r.part_id = $3
            ORDER BY r.line, c.ordinal
            """);
        command.Parameters.AddWithValue(dataset.TenantId);
        command.Parameters.AddWithValue(dataset.DatasetId);
        command.Parameters.AddWithValue(partId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var block = new StringBuilder(Header);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (column, code, original, type) = (TextAt(reader, 1), reader.GetString(2), TextAt(reader, 3), TextAt(reader, 4));
            block.Append(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture)).Append(',');
            block.AppendCell(column, raw).Append(',');
            block.AppendCell(code, raw).Append(',');
            block.AppendCell(RejectMessages.Of(code, column, type, original), raw).Append(',');
            block.AppendCell(original, raw).Append("\r\n");
            if (block.Length >= BlockSize)
                await SendAsync(block, output, cancellationToken);
        }

        await SendAsync(block, output, cancellationToken);
    }

    private static async Task SendAsync(StringBuilder block, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(block.ToString()), cancellationToken);
        block.Clear();
    }

    private static string? TextAt(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
