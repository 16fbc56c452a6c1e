using Dapper;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NpgsqlTypes;

namespace NlSql.Ingestion.Jobs;

/// <summary>The files of jobs, as they were sent, in chunks.</summary>
internal static class JobChunks
{
    public const int ChunkBytes = 1 << 20;

    /// <summary>Stores a file as it arrives, holding one chunk in memory.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, Guid jobId, Stream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        await using var copy = await connection.BeginBinaryImportAsync("COPY job_chunks (job_id, ordinal, bytes) FROM STDIN (FORMAT BINARY)", cancellationToken);
        for (var ordinal = 0; ; ordinal++)
        {
            var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0)
                break;
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(jobId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(ordinal, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync<ReadOnlyMemory<byte>>(buffer.AsMemory(0, length), NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Removes the file of a job that has ended.</summary>
    public static async Task DeleteAsync(NpgsqlDataSource database, Guid jobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM job_chunks WHERE job_id = @jobId", new { jobId }, cancellationToken: cancellationToken));
    }

    /// <summary>The file from its start.</summary>
    public static Stream Read(NpgsqlDataSource database, UploadJob job) => new ChunkStream(database, job.JobId, job.BytesTotal);

    private sealed class ChunkStream(NpgsqlDataSource database, Guid jobId, long total) : ReadOnlyStream
    {
        private readonly byte[] chunk = new byte[ChunkBytes];
        private int length;
        private int position;
        private int next;
        private long loaded;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (position == length)
            {
                if (loaded == total)
                    return 0;
                await LoadAsync(cancellationToken);
            }

            var count = Math.Min(buffer.Length, length - position);
            chunk.AsMemory(position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        private async Task LoadAsync(CancellationToken cancellationToken)
        {
            await using var command = database.CreateCommand("SELECT bytes FROM job_chunks WHERE job_id = $1 AND ordinal = $2");
            command.Parameters.AddWithValue(jobId);
            command.Parameters.AddWithValue(next++);
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                throw new EndOfStreamException("The job has ended, and its file is gone.");
            length = (int)reader.GetBytes(0, 0, chunk, 0, chunk.Length);
            position = 0;
            loaded += length;
        }
    }
}
