namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>What the sender says about a file. What is null is found in the file.</summary>
internal sealed record SourceSettings
{
    /// <summary>In <see cref="Quote"/>: no character quotes cells.</summary>
    public const byte NoQuote = 0;

    /// <summary>Encoding of text: <c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>windows-1252</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>The character between cells.</summary>
    public byte? Delimiter { get; init; }

    /// <summary>The character around cells, or <see cref="NoQuote"/>.</summary>
    public byte? Quote { get; init; }

    /// <summary>Whether the first record names the columns.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Name of the sheet to read; the first visible one when null.</summary>
    public string? Sheet { get; init; }
}
