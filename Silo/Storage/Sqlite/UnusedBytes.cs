using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// Overwrites with zeros what a database file holds beside its content (sqlite.org/fileformat2.html, sections 1.5 and 1.6): the unallocated
/// space and the free blocks of b-tree pages, and the leaves of the free list. <c>secure_delete</c> overwrites a deleted cell where it is,
/// but not the copies of it that remain where pages were rebalanced before. The bytes have no meaning to SQLite, so the change needs no
/// transaction, and a part of it does no harm.
/// </summary>
internal sealed class UnusedBytes(SafeFileHandle file)
{
    private const int FileHeader = 100;
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;

    /// <summary>Above it, the first byte of an overflow page can be that of a b-tree page: a file of 128 GiB.</summary>
    private const long MaxPages = 1 << 25;

    private byte[] _page = [];
    private int _usable;
    private bool _isChanged;

    /// <summary>Overwrites the unused bytes and flushes the file. Its log must be empty, and no other connection may write meanwhile.</summary>
    /// <exception cref="IOException">The file cannot be read or written, or is too large.</exception>
    public void Overwrite()
    {
        var header = new byte[FileHeader];
        if (RandomAccess.Read(file, header, 0) < FileHeader)
        {
            return;
        }

        var size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var stored && stored == 1 ? 65536 : stored;
        if (size < 512)
        {
            return;
        }

        var pages = RandomAccess.GetLength(file) / size;
        if (pages > MaxPages)
        {
            throw new IOException("the file is too large to overwrite what it does not use");
        }

        (_page, _usable, _isChanged) = (new byte[size], size - header[20], false);
        for (long number = 1; number <= pages; number++)
        {
            if (Read(number))
            {
                BTreePage(number, number == 1 ? FileHeader : 0);
            }
        }

        FreeList(BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(32)), pages);
        if (_isChanged)
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    private void BTreePage(long number, int start)
    {
        var interior = _page[start] is 2 or 5;
        if (!interior && _page[start] is not (10 or 13))
        {
            return;
        }

        var cells = U16(start + 3);
        var content = U16(start + 5) is 0 ? 65536 : U16(start + 5);
        var gap = start + (interior ? InteriorHeader : LeafHeader) + (2 * cells);
        if (gap > content || content > _usable)
        {
            return;
        }

        Zero(number, gap, content - gap);

        // Free blocks are listed in the order of their places: next block (2 bytes), size (2), then what was deleted.
        for (int block = U16(start + 1), before = content - 1; block > before && block + 4 <= _usable; before = block, block = U16(block))
        {
            Zero(number, block + 4, Math.Min(U16(block + 2), _usable - block) - 4);
        }
    }

    private void FreeList(uint trunk, long pages)
    {
        for (long seen = 0; trunk > 0 && trunk <= pages && seen < pages && Read(trunk); seen++)
        {
            var leaves = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(4)), (uint)((_usable - 8) / 4));
            var next = BinaryPrimitives.ReadUInt32BigEndian(_page);
            var listed = Enumerable.Range(0, (int)leaves)
                .Select(i => BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(8 + (4 * i)))).ToArray();
            Zero(trunk, 8 + (4 * (int)leaves), _usable - 8 - (4 * (int)leaves));
            foreach (var leaf in listed.Where(l => l > 1 && l <= pages && Read(l)))
            {
                Zero(leaf, 0, _page.Length);
            }

            trunk = next;
        }
    }

    private bool Read(long number) => RandomAccess.Read(file, _page, (number - 1) * _page.Length) == _page.Length;

    private void Zero(long number, int start, int count)
    {
        if (count > 0 && _page.AsSpan(start, count).ContainsAnyExcept((byte)0))
        {
            RandomAccess.Write(file, new byte[count], ((number - 1) * _page.Length) + start);
            _isChanged = true;
        }
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_page.AsSpan(at));
}
