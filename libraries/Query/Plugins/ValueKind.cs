namespace NlSql.Query.Plugins;

/// <summary>What an expression's value is, as far as mistakes can be told by it.</summary>
internal enum ValueKind
{
    /// <summary>Not known: anything may be done with it.</summary>
    Unknown,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A length of time.</summary>
    Interval,

    /// <summary>A UUID.</summary>
    Uuid,
}
