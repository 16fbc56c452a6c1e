using System.Text.Json;

namespace NlSql.Audit.Entries;

/// <summary>One entry, as clients see it.</summary>
internal sealed record EntryResponse(
    Guid Id,
    long Seq,
    DateTimeOffset At,
    string Actor,
    string Service,
    string Action,
    string Outcome,
    string? SubjectId,
    string? Plugin,
    Guid? DatasetId,
    int? DatasetVersion,
    string? Question,
    string? Sql,
    JsonElement? Details,
    double? DurationMs,
    string? TraceId,
    string Hash);

/// <summary>A page of entries, newest first; <paramref name="NextCursor"/> is null on the last page.</summary>
internal sealed record EntryPage(IReadOnlyList<EntryResponse> Entries, string? NextCursor);
