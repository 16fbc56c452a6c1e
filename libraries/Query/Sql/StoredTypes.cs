using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Sql;

/// <summary>The Postgres types in which columns of a model are stored.</summary>
public static class StoredTypes
{
    /// <summary>The type's name in SQL.</summary>
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Integer => "bigint",
        ColumnType.Decimal => "numeric",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Uuid => "uuid",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };
}
