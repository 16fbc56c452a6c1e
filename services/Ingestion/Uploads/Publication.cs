using System.Security.Cryptography;
using System.Text;
using NlSql.Ingestion.DataTables;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Everything that a version is made from, once its rows are loaded.</summary>
internal sealed record Publication
{
    // A file counts as ordered by time when at most one row in a hundred goes back.
    private const int RowsPerDescent = 100;

    public required Caller Caller { get; init; }

    public required UploadSettings Settings { get; init; }

    public required UploadTarget Target { get; init; }

    public string? PluginId => Target.PluginId;

    public string? PluginVersion => Target.Model?.Version;

    public TableDefinition Definition => Target.Table;

    /// <summary>The table's name in the dataset.</summary>
    public string TableName => Target.Table.Name;

    /// <summary>Every relationship of the plugin's model; those of a drafted model are found in the data and hold.</summary>
    public IReadOnlyList<RelationshipDefinition> Relationships => Target.Model?.Relationships ?? [];

    public required Guid PartId { get; init; }

    public required LoadedRows Loaded { get; init; }

    public required byte[] ContentHash { get; init; }

    public required long Bytes { get; init; }

    public required string FileName { get; init; }

    public required long MaximumDatasetRows { get; init; }

    /// <summary>Timestamp of the clock when the request began.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Name of the dataset if it is new: as asked, else the file's without its ending.</summary>
    public string DatasetName
    {
        get
        {
            if (Settings.DatasetName is { } asked)
                return asked;
            var end = FileName.IndexOf('.', StringComparison.Ordinal);
            var name = (end < 0 ? FileName : FileName[..end]).Trim();
            return name.Length > 0 ? name : PluginId ?? TableName;
        }
    }

    /// <summary>Changes when the same bytes are read differently.</summary>
    public byte[] DefinitionHash { get; private init; } = [];

    /// <summary>The publication with its definition's hash.</summary>
    public Publication Hashed()
    {
        var text = new StringBuilder();
        foreach (var column in Definition.Columns)
        {
            text.Append(column.Name).Append('|').Append(column.Type).Append('|').Append(column.Required).Append('|').Append(column.OpenValues)
                .Append('|').AppendJoin(',', column.Headers).Append('|').AppendJoin(',', column.Values.Select(v => v.Value)).Append('\n');
        }

        var file = Target.Plan.File;
        text.Append(file.Sheet).Append('|').Append(file.Encoding).Append('|').Append(file.Delimiter).Append('|').Append(file.Quote).Append('|').Append(file.HasHeader).Append('\n');
        foreach (var column in Loaded.Columns)
            text.Append(column.Format.DecimalSign).Append(column.Format.DateOrder).Append('|').AppendJoin(',', column.Format.NullWords).Append('\n');

        return this with { DefinitionHash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())) };
    }

    /// <summary>
    /// Whether the rows are known to differ in a key: it is a single column whose values were compared while they were loaded, or has a column without any value, and
    /// then identifies nothing.
    /// </summary>
    public bool IsUnique(IReadOnlyList<string> key)
    {
        var columns = key.Select(name => Loaded.Columns.FirstOrDefault(c => c.Definition.Name == name)).ToList();
        return columns.Exists(c => c is null || c.Nulls == Loaded.Rows) || (columns is [{ } only] && only.Repetition.Unique == true);
    }

    /// <summary>The part as it becomes a partition.</summary>
    public FilledPart FilledPart(Guid datasetId)
    {
        var time = Loaded.Columns.FirstOrDefault(c => c.Definition.Name == Definition.TimeColumn);
        return new FilledPart(datasetId, PartId, Loaded.Rows, time?.Definition.Name, time is not null && time.Descents * RowsPerDescent <= Loaded.Rows);
    }
}
