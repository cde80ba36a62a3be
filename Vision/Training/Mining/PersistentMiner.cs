using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Selects a triplet in every batch that contains its photos until it satisfies the margin, and then leaves it out for a number of steps.
/// <para>
/// For each ordered pair of photos of one person, negatives are examined in random order until one violates the margin; that triplet is
/// selected. Triplets found satisfied on the way rest: for <see cref="PersistentMinerOptions.RestSteps"/> steps they are skipped without
/// being examined, then examined again, because the weights have changed. Mining therefore starts like random mining without the triplets
/// that have no loss, and becomes harder as more triplets rest. Violated triplets are remembered: when all three photos are in a later
/// batch, the triplet is selected again whatever was drawn, and <see cref="Suggest"/> lists the photos that a sampler should bring
/// together.
/// </para>
/// </summary>
public sealed class PersistentMiner : ITripletMiner
{
    private const int Format = 1;

    private readonly PersistentMinerOptions _options;
    private readonly RestingTriplets _resting;
    private readonly LinkedList<long> _pending = new();
    private readonly Dictionary<long, LinkedListNode<long>> _where = [];
    private int _step = -1;

    public PersistentMiner(PersistentMinerOptions options)
    {
        options.Validate();
        _options = options;
        _resting = new RestingTriplets(options.Remembered);
    }

    /// <inheritdoc/>
    public TripletMining Kind => TripletMining.Persistent;

    /// <summary>Number of satisfied triplets that rest at the present step.</summary>
    public int Resting => _resting.Count(_step);

    /// <summary>Number of violated triplets that are remembered for later batches.</summary>
    public int Pending => _pending.Count;

    /// <summary>Little-endian: format, step, pending triplets oldest first, resting triplets; at most 20 bytes each.</summary>
    public byte[] State
    {
        get
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write(Format);
            writer.Write(_step);
            writer.Write(_pending.Count);
            foreach (var key in _pending)
            {
                writer.Write(key);
            }

            _resting.Write(writer, _step);
            writer.Flush();
            return stream.ToArray();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Photo numbers are missing, or at least <see cref="PhotoTriplet.MostPhotos"/>.</exception>
    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.RequireMatching(distances, people);
        if (photos.Length != people.Length || photos.ContainsAnyExceptInRange(0, PhotoTriplet.MostPhotos - 1))
        {
            throw new ArgumentException(
                $"persistent mining needs the number of each of the {people.Length} photos, below {PhotoTriplet.MostPhotos}",
                nameof(photos));
        }

        _step = step;
        var found = new TripletList();
        var selected = SelectPending(distances, photos, found, step);
        var random = TripletMiners.RandomOf(_options.Seed, step);
        var negatives = new int[people.Length];
        for (var a = 0; a < people.Length; a++)
        {
            var count = 0;
            for (var n = 0; n < people.Length; n++)
            {
                if (people[n] != people[a])
                {
                    negatives[count++] = n;
                }
            }

            for (var p = 0; p < people.Length; p++)
            {
                // A photo that is in the batch twice is not its own positive.
                if (p != a && people[p] == people[a] && photos[p] != photos[a])
                {
                    Draw(distances, photos, (a, p), negatives.AsSpan(0, count), random, selected, found, step);
                }
            }
        }

        return found.ToIndices();
    }

    /// <summary>
    /// Violated triplets, longest waiting first, whose photos a sampler should put into one batch. Depends on the state alone.
    /// </summary>
    /// <param name="most">Maximum number of triplets.</param>
    public IReadOnlyList<PhotoTriplet> Suggest(int most) => [.. _pending.Take(most).Select(PhotoTriplet.Of)];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(state.ToArray()));
            if (reader.ReadInt32() != Format)
            {
                throw new InvalidDataException("another format");
            }

            _step = reader.ReadInt32();
            _pending.Clear();
            _where.Clear();
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                Remember(reader.ReadInt64());
            }

            _resting.Read(reader);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ArgumentException($"not a state of persistent mining with these settings: {e.Message}", nameof(state), e);
        }
    }

    /// <summary>
    /// Selects the pending triplets whose photos are all in the batch if they violate the margin; the others start to rest.
    /// </summary>
    /// <returns>Keys of the selected triplets.</returns>
    private HashSet<long> SelectPending(BatchDistances distances, ReadOnlySpan<long> photos, TripletList found, int step)
    {
        var selected = new HashSet<long>();
        if (_pending.Count == 0)
        {
            return selected;
        }

        var at = new Dictionary<long, int>(photos.Length);
        for (var i = 0; i < photos.Length; i++)
        {
            at.TryAdd(photos[i], i);
        }

        foreach (var key in _pending.ToArray())
        {
            var triplet = PhotoTriplet.Of(key);
            if (!at.TryGetValue(triplet.Anchor, out var a)
                || !at.TryGetValue(triplet.Positive, out var p)
                || !at.TryGetValue(triplet.Negative, out var n))
            {
                continue;
            }

            // A triplet that still violates the margin moves to the end of the queue, because others wait too.
            Forget(_where[key]);
            if (Violates(distances, a, p, n))
            {
                found.Add(a, p, n);
                selected.Add(key);
                Remember(key);
            }
            else
            {
                _resting.Rest(key, step, step + _options.RestSteps);
            }
        }

        return selected;
    }

    private void Draw(
        BatchDistances distances,
        ReadOnlySpan<long> photos,
        (int Anchor, int Positive) pair,
        Span<int> negatives,
        Random random,
        HashSet<long> selected,
        TripletList found,
        int step)
    {
        for (var i = 0; i < negatives.Length; i++)
        {
            // One step of a Fisher-Yates shuffle at a time: most pairs need only a few draws.
            var j = random.Next(i, negatives.Length);
            (negatives[i], negatives[j]) = (negatives[j], negatives[i]);
            var n = negatives[i];
            var key = new PhotoTriplet(photos[pair.Anchor], photos[pair.Positive], photos[n]).Key;
            if (_resting.Rests(key, step))
            {
                continue;
            }

            if (Violates(distances, pair.Anchor, pair.Positive, n))
            {
                if (selected.Add(key))
                {
                    found.Add(pair.Anchor, pair.Positive, n);
                    Remember(key);
                }

                return;
            }

            _resting.Rest(key, step, step + _options.RestSteps);
        }
    }

    private bool Violates(BatchDistances distances, int a, int p, int n) => distances[a, p] + _options.Margin > distances[a, n];

    private void Remember(long key)
    {
        if (_where.ContainsKey(key))
        {
            return;
        }

        if (_pending.Count == _options.Pending)
        {
            Forget(_pending.First!);
        }

        _where.Add(key, _pending.AddLast(key));
    }

    private void Forget(LinkedListNode<long> node)
    {
        _where.Remove(node.Value);
        _pending.Remove(node);
    }
}
