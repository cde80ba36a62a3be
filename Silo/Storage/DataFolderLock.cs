using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// The right of one process to work on a data folder: a lock of the operating system on <c>facegrid.lock</c>, which ends with the process
/// however that ends. The file's content only says who holds it, for the message that others get; a file left behind means nothing.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    public const string FileName = "facegrid.lock";

    /// <summary>The locked byte lies far behind the content, which others must be able to read (Windows forbids reading what is locked).</summary>
    private const long LockedByte = 1L << 30;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Folders that this process holds. POSIX locks belong to the process: opening and closing the file a second time here would drop the
    /// first lock, so it must not come to that.
    /// </summary>
    private static readonly ConcurrentDictionary<string, string> Held = new();

    private readonly FileStream _file;
    private int _disposed;

    private DataFolderLock(string folder, FileStream file)
    {
        Folder = folder;
        _file = file;
    }

    public string Folder { get; }

    /// <summary>Takes the folder, which is made if there is none.</summary>
    /// <exception cref="DataFolderInUseException">Another holds it.</exception>
    /// <exception cref="BadInputException">The folder cannot be made, read or written.</exception>
    public static DataFolderLock Acquire(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var me = Describe();
        if (!Held.TryAdd(folder, me))
        {
            throw new DataFolderInUseException(folder, Held.GetValueOrDefault(folder));
        }

        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            var shares = OperatingSystem.IsMacOS() ? FileShare.None : FileShare.ReadWrite;
            file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, shares, bufferSize: 1);
            if (!TryLock(file))
            {
                throw new DataFolderInUseException(folder, ReadHolder(file));
            }

            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(me + "\n"));
            file.Flush();
            return new DataFolderLock(folder, file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            Held.TryRemove(folder, out _);
            throw exception switch
            {
                // On macOS, where there are no locks on parts of files, opening it says that another has it.
                IOException when OperatingSystem.IsMacOS() && File.Exists(Path.Combine(folder, FileName)) => new DataFolderInUseException(folder, null),
                IOException or UnauthorizedAccessException => new BadInputException(folder, $"cannot be used as data folder ({exception.Message})", exception),
                _ => exception,
            };
        }
    }

    /// <summary>Takes the folder as soon as it is free, waiting for at most <paramref name="wait"/>.</summary>
    /// <exception cref="DataFolderInUseException">It was not free in time.</exception>
    /// <exception cref="BadInputException">The folder cannot be made, read or written.</exception>
    public static async Task<DataFolderLock> AcquireAsync(string folder, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Acquire(folder);
            }
            catch (DataFolderInUseException) when (TimeProvider.System.GetElapsedTime(start) < wait)
            {
                await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // The file stays: deleting it would let two processes lock two files of one name.
            _file.Dispose();
            Held.TryRemove(Folder, out _);
        }
    }

    private static bool TryLock(FileStream file)
    {
        if (OperatingSystem.IsMacOS())
        {
            return true;
        }

        try
        {
            file.Lock(LockedByte, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? ReadHolder(FileStream file)
    {
        try
        {
            using var reader = new StreamReader(file, leaveOpen: true);
            return reader.ReadLine() is { Length: > 0 } line ? line : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Describe()
    {
        // The command and its first word, not its arguments: they may name people.
        var words = Environment.GetCommandLineArgs();
        var command = string.Join(' ', words.Take(2).Select((word, i) => i == 0 ? Path.GetFileNameWithoutExtension(word) : word));
        var since = DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return $"process {Environment.ProcessId} ({(command.Length > 60 ? command[..60] : command).ReplaceLineEndings(" ")}, since {since})";
    }
}
