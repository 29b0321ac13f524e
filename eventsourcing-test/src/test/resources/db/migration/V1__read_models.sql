create table trick_counts (trick varchar not null);
create table dog_names (name varchar not null);
