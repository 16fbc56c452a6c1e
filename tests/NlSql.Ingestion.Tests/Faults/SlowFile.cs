using System.Net;
using System.Text;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>A form whose file stops in the middle until it is told to go on.</summary>
internal sealed class SlowFile : HttpContent
{
    private const string Boundary = "in-the-middle";
    private const int RowsPerHalf = 20_000;
    private readonly TaskCompletionSource halfway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowFile() => Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");

    public static int Rows => 2 * RowsPerHalf;

    /// <summary>Done when half of the rows are sent.</summary>
    public Task Halfway => halfway.Task;

    /// <summary>Lets the other half go.</summary>
    public void Continue() => rest.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slow.csv\"\r\n\r\norder_id,order_date,region\n{Half(0)}", cancellationToken);
        halfway.TrySetResult();
        await rest.Task.WaitAsync(cancellationToken);
        await WriteAsync(stream, $"{Half(RowsPerHalf)}\r\n--{Boundary}--\r\n", cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private static string Half(int first)
    {
        var text = new StringBuilder();
        for (var i = first; i < first + RowsPerHalf; i++)
            text.Append("order-").Append(i).Append(",2026-01-01 10:00:00,Region ").Append(i % 7).Append('\n');
        return text.ToString();
    }
}
