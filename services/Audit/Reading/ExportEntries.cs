using System.Globalization;
using System.Text;
using System.Text.Json;
using NlSql.Audit.Entries;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Csv;

namespace NlSql.Audit.Reading;

/// <summary>Writes what fits a filter in the order of the chain, as it is read: memory does not grow with the trail, and a slow reader holds no connection.</summary>
internal sealed class ExportEntries(EntryStore entries)
{
    private const int BlockSize = 32 << 10;
    private const string Header =
        "id,seq,at,actor,service,action,outcome,subject_id,plugin,dataset_id,dataset_version,question,sql,details,duration_ms,trace_id,hash\r\n";

    /// <summary>One JSON object per line.</summary>
    public Task WriteLinesAsync(string tenantId, EntryFilter filter, long end, Stream output, CancellationToken cancellationToken) => WriteAsync(
        tenantId, filter, end, "", (block, entry) => block.Append(JsonSerializer.Serialize(entry.ToResponse(), JsonOptions.Snake)).Append('\n'), output, cancellationToken);

    /// <summary>CSV (RFC 4180) with a header; no cell is a formula for a spreadsheet.</summary>
    public Task WriteCsvAsync(string tenantId, EntryFilter filter, long end, Stream output, CancellationToken cancellationToken) =>
        WriteAsync(tenantId, filter, end, Header, AppendLine, output, cancellationToken);

    private async Task WriteAsync(
        string tenantId, EntryFilter filter, long end, string header, Action<StringBuilder, Entry> append, Stream output, CancellationToken cancellationToken)
    {
        var block = new StringBuilder(header);
        await foreach (var entry in entries.StreamAsync(tenantId, filter, end, cancellationToken))
        {
            append(block, entry);
            if (block.Length >= BlockSize)
                await SendAsync(block, output, cancellationToken);
        }

        await SendAsync(block, output, cancellationToken);
    }

    private static void AppendLine(StringBuilder line, Entry entry)
    {
        string?[] cells =
        [
            entry.MessageId.ToString("D"), Text(entry.Seq), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Actor, entry.Service, entry.Action,
            entry.Outcome, entry.SubjectId, entry.PluginId, entry.DatasetId?.ToString("D"), entry.DatasetVersion is { } version ? Text(version) : null, entry.Question,
            entry.Sql, entry.DetailsJson, entry.DurationMs?.ToString("R", CultureInfo.InvariantCulture), entry.TraceId, Convert.ToHexStringLower(entry.Hash),
        ];
        for (var i = 0; i < cells.Length; i++)
            (i == 0 ? line : line.Append(',')).AppendCell(cells[i]);
        line.Append("\r\n");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task SendAsync(StringBuilder block, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(block.ToString()), cancellationToken);
        block.Clear();
    }
}
