create table if not exists trick_popularity (trick varchar(200) primary key, times integer not null);

create table if not exists dog_names (dog_id uuid primary key, name varchar(200) not null);
