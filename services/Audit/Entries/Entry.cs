using System.Data.Common;
using System.Text.Json;

namespace NlSql.Audit.Entries;

/// <summary>One line of the trail, as it is stored.</summary>
internal sealed record Entry
{
    /// <summary>The columns that <see cref="Read"/> takes, in its order.</summary>
    public const string Columns =
        "tenant_id, seq, message_id, at, recorded_at, actor, service, action, outcome, subject_id, plugin_id, dataset_id, dataset_version, "
        + "question, sql, details::text, duration_ms, trace_id, prev_hash, hash";

    /// <summary>How many there are.</summary>
    public const int ColumnCount = 20;

    public required string TenantId { get; init; }

    public required long Seq { get; init; }

    public required Guid MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Actor { get; init; }

    public required string Service { get; init; }

    public required string Action { get; init; }

    public required string Outcome { get; init; }

    public string? SubjectId { get; init; }

    public string? PluginId { get; init; }

    public Guid? DatasetId { get; init; }

    public int? DatasetVersion { get; init; }

    public string? Question { get; init; }

    public string? Sql { get; init; }

    /// <summary>A JSON object in Postgres' own spelling of it, which is what the hash covers.</summary>
    public string? DetailsJson { get; init; }

    public double? DurationMs { get; init; }

    public string? TraceId { get; init; }

    public byte[] PrevHash { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public static Entry Read(DbDataReader row) => new()
    {
        TenantId = row.GetString(0),
        Seq = row.GetInt64(1),
        MessageId = row.GetGuid(2),
        At = row.GetFieldValue<DateTimeOffset>(3),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(4),
        Actor = row.GetString(5),
        Service = row.GetString(6),
        Action = row.GetString(7),
        Outcome = row.GetString(8),
        SubjectId = Text(row, 9),
        PluginId = Text(row, 10),
        DatasetId = row.IsDBNull(11) ? null : row.GetGuid(11),
        DatasetVersion = row.IsDBNull(12) ? null : row.GetInt32(12),
        Question = Text(row, 13),
        Sql = Text(row, 14),
        DetailsJson = Text(row, 15),
        DurationMs = row.IsDBNull(16) ? null : row.GetDouble(16),
        TraceId = Text(row, 17),
        PrevHash = row.GetFieldValue<byte[]>(18),
        Hash = row.GetFieldValue<byte[]>(19),
    };

    public EntryResponse ToResponse() => new(
        MessageId,
        Seq,
        At,
        Actor,
        Service,
        Action,
        Outcome,
        SubjectId,
        PluginId,
        DatasetId,
        DatasetVersion,
        Question,
        Sql,
        DetailsJson is null ? null : JsonSerializer.Deserialize<JsonElement>(DetailsJson),
        DurationMs,
        TraceId,
        Convert.ToHexStringLower(Hash));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
