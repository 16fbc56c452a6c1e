using System.Text.Json;
using System.Text.Json.Serialization;

namespace NlSql.Cli.Gateway;

// The parts of the gateway's JSON that are printed. What is absent is null: another version may leave something out.

internal sealed record AskRequest(string Query, string? Plugin, Guid? DatasetId, DateOnly? AsOf);

internal sealed record QueryRequest(JsonElement SemanticQuery, string? Plugin, Guid? DatasetId, DateOnly? AsOf);

internal sealed record SqlRequest(string Sql, string? Plugin, Guid? DatasetId, DateOnly? AsOf);

internal sealed record Replayed(string Queue, int Messages);

internal sealed record Answer
{
    public required string AnswerType { get; init; }

    /// <summary>A number, a text, or the rows as objects.</summary>
    [JsonPropertyName("answer")]
    public JsonElement Value { get; init; }

    public IReadOnlyList<AnswerColumn> Columns { get; init; } = [];

    public bool Truncated { get; init; }

    public string? Narrative { get; init; }

    public string? Sql { get; init; }

    public IReadOnlyList<string> Assumptions { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<AnswerChoice> Choices { get; init; } = [];

    public IReadOnlyList<Issue> Issues { get; init; } = [];
}

internal sealed record AnswerColumn(string Name, string Label, string Type, string? Unit);

internal sealed record AnswerChoice(string Label);

internal sealed record Issue(string Code, string Message, int? Start = null, int? Length = null, IReadOnlyList<string>? Suggestions = null);

internal sealed record Upload
{
    public required Guid DatasetId { get; init; }

    public required string DatasetName { get; init; }

    public required int Version { get; init; }

    public required string Table { get; init; }

    public bool Unchanged { get; init; }

    public long Rows { get; init; }

    public long Rejected { get; init; }

    public IReadOnlyList<Issue> Rejects { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>An upload that goes on after its request.</summary>
internal sealed record Job(Guid JobId, string State, string? Phase, long Bytes, long BytesTotal, long Rows, double? EtaSeconds, Upload? Result, Problem? Problem);

internal sealed record DatasetPage(IReadOnlyList<Dataset> Items, string? NextCursor);

internal sealed record Dataset(Guid DatasetId, string Name, string? PluginId, int Version, long Rows, DateTimeOffset PublishedAt);

/// <summary>The model of a dataset without a plugin.</summary>
internal sealed record DatasetModel(
    int Version, string ModelVersion, bool Edited, ModelOutline Model, IReadOnlyDictionary<string, string> Files, IReadOnlyList<ModelNote> Notes, IReadOnlyList<ModelProposal> Proposals);

internal sealed record ModelOutline(IReadOnlyList<ModelTable> Tables, IReadOnlyList<ModelRelationship> Relationships, IReadOnlyList<NamedPart> Metrics);

internal sealed record ModelTable(string Name, bool Default, IReadOnlyList<string> PrimaryKey, string? TimeColumn, IReadOnlyList<NamedPart> Columns);

internal sealed record NamedPart(string Name);

internal sealed record ModelRelationship(string FromTable, IReadOnlyList<string> FromColumns, string ToTable, IReadOnlyList<string> ToColumns, string? Role);

internal sealed record ModelNote(string Table, string? Column, string Text);

internal sealed record ModelProposal(string Id, string Question);

internal sealed record PluginPage(IReadOnlyList<Plugin> Plugins);

internal sealed record Plugin(string Id, string Name, string VersionLabel, IReadOnlyList<string> Tables, int MetricCount, int QuestionCount);

internal sealed record Problem(string? Title, string? Detail, string? Code, IReadOnlyList<Issue>? Issues);
