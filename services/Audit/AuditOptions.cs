using System.ComponentModel.DataAnnotations;

namespace NlSql.Audit;

/// <summary>How long the trail is kept and where its heads go (section <c>NlSql:Audit</c>).</summary>
internal sealed class AuditOptions
{
    public const string Section = "NlSql:Audit";

    /// <summary>Whole months for which entries are kept after the one in which they were recorded, 1–1,200. Default none: everything is kept.</summary>
    [Range(1, 1_200)]
    public int? RetentionMonths { get; init; }

    /// <summary>
    /// A file to which the heads of all chains are added every hour, one JSON object per line; best on a volume that database administrators
    /// cannot write. Default none: they go to the log and to a table.
    /// </summary>
    public string? HeadsFile { get; init; }

    /// <summary>Minutes between two exports of heads and two looks at the months, 1–1,440. Default 60.</summary>
    [Range(1, 1_440)]
    public int ExportMinutes { get; init; } = 60;

    /// <summary>Seconds after which a verification says how far it got instead of going on, 1–600. Default 30.</summary>
    [Range(1, 600)]
    public int VerifySeconds { get; init; } = 30;
}
