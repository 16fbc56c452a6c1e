namespace NlSql.SemanticModel.Definitions;

/// <summary>Identity and conventions of a business domain (<c>plugin:</c> in schema.yaml).</summary>
public sealed record PluginDefinition
{
    /// <summary>Lower-case identifier, the folder's name: <c>[a-z][a-z0-9_]{0,31}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The author's version label; not the content version.</summary>
    public string VersionLabel { get; init; } = "1";

    /// <summary>One or two sentences on the domain.</summary>
    public string Description { get; init; } = "";

    /// <summary>ISO 4217 code of money columns, such as <c>EUR</c>; null when the domain has none.</summary>
    public string? Currency { get; init; }

    /// <summary>How the business counts weeks and years.</summary>
    public CalendarDefinition Calendar { get; init; } = new();
}

/// <summary>How the business counts weeks and years.</summary>
public sealed record CalendarDefinition
{
    /// <summary>First day of a week.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>First month of the fiscal year, 1–12.</summary>
    public int FiscalYearStart { get; init; } = 1;

    /// <summary>IANA time zone in which a day begins.</summary>
    public string TimeZone { get; init; } = "UTC";
}
