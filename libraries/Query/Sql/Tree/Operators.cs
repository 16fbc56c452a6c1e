namespace NlSql.Query.Sql.Tree;

/// <summary>Signs.</summary>
public enum UnaryOperator
{
    /// <summary>Changes the sign.</summary>
    Minus,

    /// <summary>Changes nothing.</summary>
    Plus,
}

/// <summary>AND and OR.</summary>
public enum LogicalOperator
{
    /// <summary>All terms hold.</summary>
    And,

    /// <summary>One term holds.</summary>
    Or,
}

/// <summary>Operators between two values.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>||</c></summary>
    Concatenate,

    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>~</c></summary>
    Matches,

    /// <summary><c>~*</c></summary>
    MatchesIgnoringCase,

    /// <summary><c>!~</c></summary>
    MatchesNot,

    /// <summary><c>!~*</c></summary>
    MatchesNotIgnoringCase,
}

/// <summary>Pattern tests.</summary>
public enum LikeKind
{
    /// <summary>LIKE.</summary>
    Like,

    /// <summary>ILIKE: LIKE without regard to case.</summary>
    ILike,

    /// <summary>SIMILAR TO: SQL's regular expressions.</summary>
    SimilarTo,
}

/// <summary>What IS can ask.</summary>
public enum IsTest
{
    /// <summary>IS NULL.</summary>
    Null,

    /// <summary>IS TRUE.</summary>
    True,

    /// <summary>IS FALSE.</summary>
    False,

    /// <summary>IS UNKNOWN.</summary>
    Unknown,
}

/// <summary>ANY and ALL.</summary>
public enum Quantifier
{
    /// <summary>One of them.</summary>
    Any,

    /// <summary>Each of them.</summary>
    All,
}

/// <summary>The present moment's forms.</summary>
public enum CurrentTimeKind
{
    /// <summary>CURRENT_DATE.</summary>
    CurrentDate,

    /// <summary>CURRENT_TIMESTAMP.</summary>
    CurrentTimestamp,

    /// <summary>LOCALTIMESTAMP.</summary>
    LocalTimestamp,
}

/// <summary>Which ends TRIM cuts.</summary>
public enum TrimSide
{
    /// <summary>Both ends.</summary>
    Both,

    /// <summary>The beginning.</summary>
    Leading,

    /// <summary>The end.</summary>
    Trailing,
}
