namespace NlSql.Ingestion.Drift;

/// <summary>What changed between two versions of a dataset.</summary>
internal sealed record DatasetDrift(Guid DatasetId, int From, int To, IReadOnlyList<TableDrift> Tables);

/// <summary>What changed in a table, the gravest first.</summary>
internal sealed record TableDrift(string Table, long RowsFrom, long RowsTo, IReadOnlyList<DriftChange> Changes);

/// <summary>How much a change is likely to matter to those who ask.</summary>
internal enum DriftSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Answers may differ from what is expected.</summary>
    Warning,

    /// <summary>Answers will differ, or questions no longer work.</summary>
    Major,
}

internal enum DriftKind
{
    TableAdded,
    TableRemoved,
    RowsChanged,
    ColumnAdded,
    ColumnRemoved,
    ColumnRenamed,
    TypeChanged,
    NullsChanged,
    MeanChanged,
    DistributionChanged,
    RangeChanged,
    ValuesNew,
    ValuesVanished,
}

/// <summary>One change.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="Severity">How much it is likely to matter.</param>
/// <param name="Column">The column; null when the table as a whole is meant.</param>
/// <param name="Message">The change in a sentence.</param>
internal sealed record DriftChange(DriftKind Kind, DriftSeverity Severity, string? Column, string Message)
{
    /// <summary>What it was, as text.</summary>
    public string? Before { get; init; }

    /// <summary>What it is, as text.</summary>
    public string? After { get; init; }

    /// <summary>How far apart the distributions or means are, by the measure that the message names.</summary>
    public double? Distance { get; init; }

    /// <summary>New or vanished values, most frequent first, as far as they are listed.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>How many there are.</summary>
    public int? ValueCount { get; init; }

    /// <summary>Whether that is certain: the lists of values of both versions hold all of them.</summary>
    public bool? ValuesCertain { get; init; }
}
