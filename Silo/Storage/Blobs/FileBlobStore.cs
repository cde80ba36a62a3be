using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Silo.Storage.Blobs;

/// <summary>
/// Blobs as files <c>ab/abcdef…</c>, named by their SHA-256 and written to a temporary file, flushed and renamed: a blob's file has the
/// complete content or does not exist. Only the owner can open the files. Several processes may use one folder, because content that is
/// there under its hash is the same for all; so the folder has no lock.
/// </summary>
public sealed class FileBlobStore : IBlobStore
{
    // errno of ENOSPC and EDQUOT; HRESULT of ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] FullDisk = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private readonly string _folder;
    private readonly FileOperations _files;

    /// <summary>Creates the folder if it is missing, and deletes temporary files that killed processes left.</summary>
    /// <exception cref="BadInputException">The folder cannot be created or read.</exception>
    public FileBlobStore(string folder, FileOperations? operations = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _files = operations ?? FileOperations.Default;
        try
        {
            OwnerOnly.CreateFolder(_folder);
            OwnerOnly.TightenFolder(_folder, name => name.Length == 2 && name.All(char.IsAsciiHexDigitLower));
            UnfinishedBlobs.Delete(_folder, "*");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(folder, $"cannot be used as blob store ({exception.Message})", exception);
        }
    }

    /// <summary>Stores a blob; rewrites a stored file only if its content is damaged.</summary>
    /// <exception cref="GridRequestException">The disk is full; nothing was changed.</exception>
    public Task<BlobReference> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length);
            var path = PathOf(blob);

            // An existing file may be damaged, and is then replaced.
            if (!IsIntact(path, blob))
            {
                Write(path, content);
            }

            return blob;
        },
        cancellationToken);

    /// <summary>The content of a blob.</summary>
    /// <exception cref="GridRequestException">The blob is missing, damaged or unreadable.</exception>
    public Task<byte[]> Get(BlobReference blob, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var path = PathOf(blob);
            byte[] content;
            try
            {
                content = File.ReadAllBytes(path);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new GridRequestException(GridError.MissingBlob, Subject(blob), "is not in the blob store");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                var reason = exception.Message.ReplaceLineEndings(" ");
                throw new GridRequestException(GridError.DamagedBlob, Subject(blob), $"cannot be read ({reason})");
            }

            return IsContent(content, blob)
                ? content
                : throw new GridRequestException(
                    GridError.DamagedBlob, Subject(blob), $"is damaged ({path} has a content that does not match its name)");
        },
        cancellationToken);

    /// <summary>True if a file of this name and length exists.</summary>
    public Task<bool> Exists(BlobReference blob, CancellationToken cancellationToken = default) =>
        Task.Run(() => new FileInfo(PathOf(blob)) is { Exists: true } file && file.Length == blob.Bytes, cancellationToken);

    /// <summary>
    /// Deletes a blob's file, and what a killed process left of an unfinished one; false if there was no file. When this returns, the file
    /// does not come back after a loss of power.
    /// </summary>
    public Task<bool> Delete(BlobReference blob, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var path = PathOf(blob);
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                return false;
            }

            var exists = File.Exists(path);
            _files.Delete(path);
            UnfinishedBlobs.Delete(folder, blob.Sha256);
            _files.FlushFolder(folder);
            return exists;
        },
        cancellationToken);

    private static string Subject(BlobReference blob) => $"blob {blob.Sha256[..12]}";

    private static bool IsContent(byte[] content, BlobReference blob) =>
        content.Length == blob.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == blob.Sha256;

    private static bool IsIntact(string path, BlobReference blob)
    {
        try
        {
            return File.Exists(path) && IsContent(File.ReadAllBytes(path), blob);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Write(string path, ReadOnlyMemory<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.Exists(folder))
            {
                OwnerOnly.CreateFolder(folder);
                _files.FlushFolder(_folder);
            }

            var options = AtomicFileOptions.Private with { Operations = _files };
            try
            {
                AtomicFile.WriteAndReadBack(path, content, options);
            }
            catch (BadInputException exception) when (exception.InnerException is FileNotFoundException)
            {
                // A process that started at this moment took the temporary file, which is unlocked before it is renamed, for an abandoned one.
                AtomicFile.WriteAndReadBack(path, content, options);
            }
        }
        catch (Exception exception) when (
            (exception as IOException ?? exception.InnerException as IOException) is { } error && FullDisk.Contains(error.HResult))
        {
            throw new GridRequestException(GridError.StorageFull, folder, "the disk is full; nothing was changed");
        }
    }

    private string PathOf(BlobReference blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return blob.Sha256.Length == 64 && blob.Sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(_folder, blob.Sha256[..2], blob.Sha256)
            : throw new GridRequestException(GridError.InvalidRequest, "blob", $"'{blob.Sha256}' is not a SHA-256");
    }
}
