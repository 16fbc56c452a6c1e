namespace NlSql.SemanticModel.Definitions;

/// <summary>Which masks a type of column has.</summary>
public static class ColumnMasks
{
    /// <summary>The masks that keep the type of a column.</summary>
    public static IReadOnlyList<MaskKind> For(ColumnType type) => type switch
    {
        ColumnType.Text => [MaskKind.Hidden, MaskKind.Redacted, MaskKind.FirstLetter, MaskKind.LastFour, MaskKind.Hash],
        ColumnType.Uuid => [MaskKind.Hidden, MaskKind.Hash],
        ColumnType.Date or ColumnType.Timestamp => [MaskKind.Hidden, MaskKind.Year, MaskKind.Month],
        ColumnType.Integer or ColumnType.Decimal => [MaskKind.Hidden, MaskKind.Rounded],
        _ => [MaskKind.Hidden],
    };
}
