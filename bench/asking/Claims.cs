namespace NlSql.Bench.Asking;

/// <summary>One line for each thing measured.</summary>
internal static class Claims
{
    public static void Write(string what, string measured, string target) => Console.WriteLine($"{what,-88} {measured,18}   target {target}");
}
